import type { SimulationOptions } from '../../simulator/index.js';
import type { Format } from '../format/format-option.js';
import { UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { simulateIntoFolder } from './simulate-into-folder.js';
import { simulateToFile } from './simulate-to-file.js';
import { simulateToKafka } from './simulate-to-kafka.js';

export interface SimulateCommand {
  readonly students: number;
  readonly days?: number | undefined;
  readonly seed: number;
  readonly years: number;
  readonly from: number;
  readonly district: string;
  readonly exceptionOnly: boolean;
  readonly live: boolean;
  readonly sections: boolean;
  readonly to: 'embedded' | 'file' | 'kafka';
  readonly out?: string | undefined;
  readonly format: Format;
}

/** Simulates a district into the data folder, a file or Kafka. */
export async function simulate(terminal: Terminal, command: SimulateCommand): Promise<void> {
  const { to, out, live, format } = command;
  if (out !== undefined && to !== 'file') throw new UsageError('--out names a file: say --to file with it.');
  if (live && to !== 'embedded') throw new UsageError('--live is about the data folder: leave out --to with it.');
  try {
    switch (to) {
      case 'kafka':
        return await simulateToKafka(terminal, optionsOf(command));
      case 'file':
        return await simulateToFile(terminal, optionsOf(command), out);
      case 'embedded':
        return await simulateIntoFolder(terminal, optionsOf(command), { live, format });
    }
  } catch (error) {
    // The simulator says which of its options is wrong, and what is expected.
    if (error instanceof RangeError) throw new UsageError(`--${error.message}`, { cause: error });
    throw error;
  }
}

function optionsOf({ district, students, seed, years, from, days, exceptionOnly, sections }: SimulateCommand): SimulationOptions {
  const attendanceTaking = exceptionOnly ? 'exception-only' : 'mixed';
  return { district, students, seed, years, firstYear: from, sections, attendanceTaking, ...(days !== undefined && { days }) };
}
