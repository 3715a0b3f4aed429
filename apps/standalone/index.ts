export { DataFolderError, openStores as openEmbedded, type Stores as Embedded, type StoresOptions as EmbeddedOptions } from '#libs/stores';
export { ensureCurrent, runHere, WorkersStuckError } from './ensure-current.js';
export { Workers } from './workers.js';
