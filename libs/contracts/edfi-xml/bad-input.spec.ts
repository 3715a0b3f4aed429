import { EdfiFolderError, readEdfiXml } from '#libs/contracts';
import { element, enrolment, fields, importEdfiFiles, importEdfiFolder, interchange } from '#libs/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const good = interchange(enrolment());

async function failureOf(bad: string | Uint8Array) {
  const { report, dataOf } = await importEdfiFiles({ 'a-bad.xml': bad, 'b-good.xml': good });
  expect(dataOf('student-enrolled')).toHaveLength(1);
  expect(report.failedFiles).toHaveLength(1);
  return report.failedFiles[0];
}

describe('A file that cannot be read is reported with its line, and the others go on', () => {
  it('truncated: nothing of it is taken', async () => {
    const two = interchange(enrolment({ student: 's2' }), enrolment({ student: 's3' }));
    const failed = await failureOf(two.slice(0, -40));
    expect(failed).toMatchObject({ file: 'a-bad.xml', line: 4 });
    expect(failed?.reason).toContain('unclosed tag');
  });

  it.each([
    ['empty', '', 1, 'root element'],
    ['no XML', 'student,school\ns1,A', 2, 'text data outside of root node'],
    ['with a wrong end tag', '<a>\n<b>\n</a>', 3, 'unexpected close tag|unmatched'],
    ['with a prefix that is not bound', '<a>\n<x:b/></a>', 2, 'unbound namespace prefix'],
    ['with an entity that is not defined', '<a>\n<b>&bomb;</b></a>', 2, 'undefined entity'],
    ['with a document type', '<!DOCTYPE a [<!ENTITY b "bb">]>\n<a>&b;</a>', 1, 'DOCTYPE'],
    ['nested too deep', `<a>\n${'<b>'.repeat(70)}`, 2, 'nested deeper than 64'],
    ['of an encoding that is not read', '<?xml version="1.0" encoding="EBCDIC"?><a/>', 1, 'ebcdic'],
    ['that declares UTF-16 but is not', '<?xml version="1.0" encoding="UTF-16"?><a/>', 1, 'utf-16'],
  ])('%s', async (_, content, line, reason) => {
    const failed = await failureOf(content);
    expect(failed?.reason).toMatch(new RegExp(reason));
    expect(failed?.line).toBe(line);
  });

  it('an entity bomb of a billion laughs is refused without being expanded', async () => {
    const entities = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('\n');
    const failed = await failureOf(`<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY l0 "lol">\n${entities}]>\n<a>&l30;</a>`);
    expect(failed?.reason).toContain('DOCTYPE');
  });

  it('a text that never ends is refused before it fills the memory', async () => {
    expect((await failureOf(`<a>\n<!-- ${'x'.repeat(9 * 1024 * 1024)}`))?.reason).toContain('without a tag');
  });

  it('bytes that are not of the encoding, on the line where they stand', async () => {
    const bytes = Buffer.from(`<a>\n<Student>\n<StudentUniqueStateId>Zo\u00eb</StudentUniqueStateId></Student></a>`, 'latin1');
    const failed = await failureOf(bytes);
    expect(failed).toMatchObject({ line: 3 });
    expect(failed?.reason).toContain('UTF-8');
  });

  it.each([
    ['ISO-8859-1', (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-8', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8')],
  ])('%s is read where it is declared', async (encoding, bytes) => {
    const text = `<?xml version="1.0" encoding="${encoding}"?><a><Student><StudentUniqueStateId>Zo\u00eb</StudentUniqueStateId></Student></a>`;
    expect((await importEdfiFiles({ 'a.xml': bytes(text) })).dataOf('student-profile')).toEqual([{ studentId: 'Zo\u00eb' }]);
  });

  it('a record over 256 KiB is a dead letter with its beginning, the rest of the file is read', async () => {
    const large = element('Student', fields({ StudentUniqueStateId: 's9', Note: 'x'.repeat(300 * 1024) }));
    const { deadLetters, dataOf } = await importEdfiFiles({ 'a.xml': interchange(large, enrolment()) });
    expect(deadLetters).toMatchObject([{ record: 'student-profile', refusal: { reason: 'too-large' }, origin: { line: 3 } }]);
    expect(deadLetters[0]?.original.byteLength).toBeLessThan(260 * 1024);
    expect(dataOf('student-enrolled')).toHaveLength(1);
  });
});

describe('An import that cannot begin says what to do', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeroom-edfi-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('no folder, an empty one, one without XML files, a file', async () => {
    await expect(importEdfiFolder(join(folder, 'none'))).rejects.toThrow(/does not exist: give the folder/);
    await expect(importEdfiFolder(folder)).rejects.toThrow(/it is empty/);
    await writeFile(join(folder, 'a.csv'), '');
    await expect(importEdfiFolder(folder)).rejects.toThrow(EdfiFolderError);
    await expect(importEdfiFolder(join(folder, 'a.csv'))).rejects.toThrow(/is not a folder/);
  });

  it('a time that is no instant', () => {
    expect(() => readEdfiXml({ directory: folder, district: 'd1', time: 'yesterday' })).toThrow(/RFC 3339/);
  });

  it('a staging path that exists is not touched', async () => {
    const stagingPath = join(folder, 'precious');
    await writeFile(stagingPath, 'mine');
    await writeFile(join(folder, 'a.xml'), good);
    const run = readEdfiXml({ directory: folder, district: 'd1', time: '2026-01-31T12:00:00Z', stagingPath });
    await expect(run.records().next()).rejects.toThrow(/it exists/);
    expect(existsSync(stagingPath)).toBe(true);
  });

  it('the staging file is gone afterwards, also when the records are not drawn to the end', async () => {
    await writeFile(join(folder, 'a.xml'), good);
    const stagingPath = join(folder, 'staging');
    for await (const item of readEdfiXml({ directory: folder, district: 'd1', time: '2026-01-31T12:00:00Z', stagingPath }).records()) {
      expect(item.kind).toBe('record');
      expect(existsSync(stagingPath)).toBe(true);
      break;
    }
    expect(await readdir(folder)).toEqual(['a.xml']);
  });
});
