export { DataFolderError } from './data-folder.js';
export { openEmbedded, type Embedded, type EmbeddedOptions } from './embedded.js';
export { ensureCurrent, WorkersStuckError } from './ensure-current.js';
export { Workers } from './workers.js';
