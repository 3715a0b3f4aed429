// Starts the servers that the distributed profile is measured with, runs its benches, and ends the servers. Arguments are handed on.
import { spawnSync } from 'node:child_process';
import { registerHooks } from 'node:module';

// The sources of the test servers import `x.js` where `x.ts` stands; Node strips their types by itself.
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !specifier.endsWith('.js') || !context.parentURL?.endsWith('.ts')) return next(specifier, context);
    return next(`${specifier.slice(0, -3)}.ts`, context);
  },
});

const { obtainKafkaBroker } = await import(new URL('../libs/testing/servers/kafka-broker.ts', import.meta.url).href);
const start = await obtainKafkaBroker();
const broker = await start();
const { status } = spawnSync(process.execPath, ['--expose-gc', 'dist/bench/distributed/main.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, KAFKA_TEST_BROKERS: broker.brokers },
});
await broker.close();
process.exitCode = status ?? 1;
