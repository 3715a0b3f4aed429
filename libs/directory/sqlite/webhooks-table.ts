import type { SqliteDatabase, Statement } from '#libs/sqlite';
import type { WebhookEndpoint } from '../webhooks.js';

const COLUMNS = 'id, district, url, secrets, added_by, added_at, disabled_at, disabled_reason';

interface Row {
  readonly id: string;
  readonly district: string;
  readonly url: string;
  readonly secrets: string;
  readonly added_by: string;
  readonly added_at: string;
  readonly disabled_at: string | null;
  readonly disabled_reason: string | null;
}

/** Where districts want their notices posted, with the secrets by which they are signed. */
export class WebhooksTable {
  readonly #db: SqliteDatabase;
  readonly #insert: Statement;
  readonly #ofDistrict: Statement;
  readonly #byId: Statement;
  readonly #disable: Statement;
  readonly #setSecrets: Statement;
  readonly #delete: Statement;

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#insert = db.prepare(`INSERT INTO webhooks (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (district, url) DO NOTHING`);
    this.#ofDistrict = db.prepare(`SELECT ${COLUMNS} FROM webhooks WHERE district = ? ORDER BY number`);
    this.#byId = db.prepare(`SELECT ${COLUMNS} FROM webhooks WHERE id = ?`);
    this.#disable = db.prepare('UPDATE webhooks SET disabled_at = ?, disabled_reason = ? WHERE id = ? AND disabled_at IS NULL');
    this.#setSecrets = db.prepare('UPDATE webhooks SET secrets = ? WHERE id = ?');
    this.#delete = db.prepare('DELETE FROM webhooks WHERE id = ?');
  }

  add({ id, district, url, secrets, addedBy, addedAt, disabled }: WebhookEndpoint): boolean {
    const values = [id, district, url, JSON.stringify(secrets), addedBy, addedAt, disabled?.at ?? null, disabled?.reason ?? null];
    return this.#db.write(() => this.#insert.run(...values).changes === 1);
  }

  of(district: string): readonly WebhookEndpoint[] {
    return (this.#ofDistrict.all(district) as unknown as Row[]).map(endpointOf);
  }

  get(id: string): WebhookEndpoint | null {
    const row = this.#byId.get(id) as unknown as Row | undefined;
    return row === undefined ? null : endpointOf(row);
  }

  disable(id: string, { at, reason }: NonNullable<WebhookEndpoint['disabled']>): boolean {
    return this.#db.write(() => this.#disable.run(at, reason, id).changes === 1);
  }

  rotate(id: string, secret: string): boolean {
    return this.#db.write(() => {
      const before = this.get(id)?.secrets.slice(0, 1);
      return before !== undefined && this.#setSecrets.run(JSON.stringify([secret, ...before]), id).changes === 1;
    });
  }

  remove(id: string): boolean {
    return this.#db.write(() => this.#delete.run(id).changes === 1);
  }
}

function endpointOf(row: Row): WebhookEndpoint {
  const { id, district, url, added_by: addedBy, added_at: addedAt, disabled_at: at, disabled_reason: reason } = row;
  const secrets = JSON.parse(row.secrets) as readonly string[];
  return { id, district, url, secrets, addedBy, addedAt, ...(at !== null && reason !== null && { disabled: { at, reason } }) };
}
