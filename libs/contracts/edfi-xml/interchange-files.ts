import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EdfiFolderError } from './edfi-import.js';

/**
 * The names of a folder's XML files, ascending.
 * @throws EdfiFolderError where there is no such folder, or nothing in it to read.
 */
export async function interchangeFiles(directory: string): Promise<readonly string[]> {
  const found = await stat(directory).catch(() => null);
  if (found === null)
    throw new EdfiFolderError(`folder ${directory} does not exist: give the folder that holds the interchange's XML files`);
  if (!found.isDirectory())
    throw new EdfiFolderError(`${directory} is not a folder: give the folder that holds the interchange's XML files`);
  const names = await readdir(directory);
  const files: string[] = [];
  for (const name of names.filter((each) => /\.xml$/i.test(each))) {
    if ((await stat(join(directory, name)).catch(() => null))?.isFile()) files.push(name);
  }
  if (files.length > 0) return files.sort();
  const seen = names.length === 0 ? 'it is empty' : `none of its ${names.length} entries is an XML file`;
  throw new EdfiFolderError(`no *.xml file in ${directory} (${seen}): give the folder that holds the interchange's XML files`);
}
