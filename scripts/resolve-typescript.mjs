import { registerHooks } from 'node:module';

/**
 * For `node --import`: runs the sources as they are. They import `x.js` where `x.ts` stands; Node strips types by itself but does not
 * look for that.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !specifier.endsWith('.js')) return next(specifier, context);
    try {
      return next(specifier, context);
    } catch {
      return next(`${specifier.slice(0, -3)}.ts`, context);
    }
  },
});
