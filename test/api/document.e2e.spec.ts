import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { apiDeclared, asyncApiDocument, openApiDocument } from '#libs/contracts';
import { ApiWorld } from './api-world.js';

let world: ApiWorld;
beforeAll(async () => void (world = await ApiWorld.open()));
afterAll(() => world.close());

describe('The document of the API', () => {
  it('knows every route, and none that is not served', async () => {
    const { operations } = await apiDeclared();
    const declared = operations.map(({ method, path }) => `${method} ${path}`);
    const pages = ['get /', 'get /alerts/{id}', 'get /digests/{notice}/stop', 'post /digests/{notice}/stop'];
    const assets = ['style.css', 'live.js', 'icon.svg'].map((name) => `get /assets/${name}`);
    expect([...world.held.routes].sort()).toEqual([...declared, ...pages, ...assets].sort());
  });

  it('says of every operation what it answers', async () => {
    const { operations, answerFlaw } = await apiDeclared();
    const asked = await world.questions();
    expect(Object.keys(asked).sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const operation of operations) {
      const { status, body } = await world.ask(asked[operation.id] ?? ['GET', '/']);
      expect([operation.id, status, answerFlaw(operation, status, body)]).toEqual([operation.id, 200, null]);
    }
    expect(world.held.findings()).toEqual([]);
    expect([...world.held.answered].sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it('is served, is OpenAPI 3.1, and names each operation once', async () => {
    const { body } = await world.ask(['GET', '/api/openapi.json']);
    expect(body).toEqual(JSON.parse(JSON.stringify(await openApiDocument())));
    expect(body['openapi']).toMatch(/^3\.1\./);
    expect(await new Validator().validate(structuredClone(body))).toEqual({ valid: true });
    expect((await world.ask(['GET', '/api/asyncapi.json'])).body).toEqual(JSON.parse(JSON.stringify(await asyncApiDocument())));
    const { operations } = await apiDeclared();
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  });

  it('says of each parameter and each field of a body what it is', async () => {
    const { paths = {} } = await openApiDocument();
    const silent = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods as Record<string, Told>).flatMap(({ parameters = [], requestBody }) => {
        const { properties = {} } = requestBody?.content['application/json']?.schema ?? {};
        const named = [...parameters.map(({ name, description }) => [name, description]), ...Object.entries(properties).map(descriptionOf)];
        return named.flatMap(([name, description]) => (description === undefined ? [`${path} ${name}`] : []));
      }),
    );
    expect(silent).toEqual([]);
  });
});

interface Told {
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: object } }>> };
}

const descriptionOf = ([name, field]: [string, { description?: string }]) => [name, field.description] as const;

describe('An answer', () => {
  it('with a field that is not declared, or without one that is, is found', async () => {
    const { operations, answerFlaw } = await apiDeclared();
    const { body } = await world.ask(['GET', '/api/students/S-1']);
    const operation = operations.find(({ id }) => id === 'showStudent');
    if (operation === undefined) throw new Error('showStudent is gone.');
    expect(answerFlaw(operation, 200, { ...body, shoeSize: 36 })).toContain('shoeSize');
    for (const name of Object.keys(body)) {
      const { [name]: _, ...rest } = body;
      expect(answerFlaw(operation, 200, rest)).toContain(name);
    }
    const [alert] = body['alerts'] as object[];
    expect(answerFlaw(operation, 200, { ...body, alerts: [{ ...alert, shoeSize: 36 }] })).toMatch(/alerts\.0.*shoeSize/);
    expect(answerFlaw(operation, 418, {})).toContain('418');
  });
});
