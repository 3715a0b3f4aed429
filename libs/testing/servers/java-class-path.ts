import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cachedFolder } from './server-cache.js';
import { serverSettings } from './server-settings.js';
import { ServerUnavailableError } from './server-unavailable.error.js';

export interface JavaProgram {
  readonly name: string;
  readonly version: string;
  /** Maven's coordinates, `group:artifact:version`; what they need comes with them. */
  readonly dependencies: readonly string[];
  /** Java files beside this one, compiled against the dependencies; `EndWithParent.java` always is. */
  readonly sources?: readonly string[];
}

const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const LIMIT_MS = 240_000;
const LONGEST_OUTPUT = 600;

const run = promisify(execFile);

/** Fetches the program where it is not in the cache and answers its class path. @throws ServerUnavailableError */
export async function javaClassPath({ name, version, dependencies, sources = [] }: JavaProgram): Promise<string> {
  const files = ['EndWithParent.java', ...sources].map((file) => fileURLToPath(new URL(`java/${file}`, import.meta.url)));
  const project = projectOf(dependencies);
  const hash = createHash('sha256').update(project);
  for (const file of files) hash.update(await readFile(file));
  const cache = serverSettings.cacheFolder;
  const folder = await cachedFolder(cache, `${name}-${version}-${hash.digest('hex').slice(0, 8)}`, async (unfinished) => {
    await writeFile(join(unfinished, 'pom.xml'), project);
    const repository = `-Dmaven.repo.local=${join(cache, 'maven-repository')}`;
    await demand('mvn', ['-B', '-q', COPY, '-DincludeScope=runtime', '-DoutputDirectory=jars', repository], unfinished);
    await demand('javac', ['-cp', 'jars/*', '-d', 'classes', ...files], unfinished);
  });
  return `${join(folder, 'jars')}/*:${join(folder, 'classes')}`;
}

async function demand(command: string, args: readonly string[], folder: string): Promise<void> {
  try {
    await run(command, args, { cwd: folder, timeout: LIMIT_MS });
  } catch (error) {
    throw new ServerUnavailableError(reasonOf(command, error as ExecError), { cause: error });
  }
}

interface ExecError extends Error {
  readonly code?: string | number;
  readonly stdout?: string;
  readonly stderr?: string;
}

function reasonOf(command: string, { code, message, stdout, stderr }: ExecError): string {
  if (code === 'ENOENT') return `there is no ${command} on the PATH; install a JDK of version 17 or later and Maven`;
  return `${command} failed: ${(`${stdout ?? ''}${stderr ?? ''}`.trim() || message).slice(0, LONGEST_OUTPUT)}`;
}

function projectOf(dependencies: readonly string[]): string {
  const listed = dependencies.map((coordinates) => {
    const [group, artifact, version] = coordinates.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project>
  <modelVersion>4.0.0</modelVersion><groupId>homeroom</groupId><artifactId>test-servers</artifactId><version>1</version>
  <dependencies>${listed.join('\n')}</dependencies>
</project>
`;
}
