export { backUp, restore, type CopyingWatch } from './backup.js';
export { DataFolderError } from './data-folder.js';
export { openStores, type Stores, type StoresOptions } from './open-stores.js';
export { rotateSecret } from './rotate-secret.js';
export { openProcessStores } from './process-stores.js';
