export { EdfiFolderError, type EdfiDeadLetter, type EdfiItem, type EdfiRecordCount, type EdfiReport } from './edfi-import.js';
export { defaultEdfiMapping } from './mapping/default-mapping.js';
export type { EdfiMapping } from './mapping/edfi-mapping.js';
export { EdfiMappingError, parseEdfiMapping } from './mapping/parse-mapping.js';
export { readEdfiXml, type EdfiXmlImport, type EdfiXmlOptions } from './read-edfi-xml.js';
