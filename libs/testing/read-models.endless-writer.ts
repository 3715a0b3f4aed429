import { openReadModels } from '#libs/read-models';
import { pupilsOf } from './read-models.sample.js';

/**
 * Writes round after round, until it is killed: ten documents and then the checkpoint of that round, which it prints.
 * Run with the URL of the read models.
 */
const models = await openReadModels(process.argv[2] ?? '');
const pupils = pupilsOf(models);
const name = 'x'.repeat(20_000);

for (let round = 1; ; round++) {
  const previous = round === 1 ? null : round - 1;
  await pupils.write(Array.from({ length: 10 }, (_, i) => ({ id: `p${i}`, previous, position: round, body: { rank: round, name } })));
  await models.advance('rounds', round - 1, round);
  process.stdout.write(`${round}\n`);
}
