import type { Command } from '@commander-js/extra-typings';
import type { Terminal } from '../terminal/terminal.js';
export function addVerify(_program: Command, _terminal: Terminal): void {}
