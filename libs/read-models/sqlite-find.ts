import type { CollectionLayout } from './collection-layout.js';
import type { FindPlan, IndexPart } from './find-plan.js';
import { columnName, columnValue, indexName, tableName } from './sqlite-table.js';

/** The statement of a query and its parameters; queries of the same shape have the same statement. */
export function findStatement(layout: CollectionLayout, plan: FindPlan): { sql: string; parameters: (string | number)[] } {
  const order = [...plan.fields.slice(plan.equals.length).map(columnName), 'id'];
  const conditions = conditionsOf(plan);
  const parameters = plan.equals.map(columnValue);
  if (plan.after !== null) {
    conditions.push(`(${order.join(', ')}) ${plan.descending ? '<' : '>'} (${order.map(() => '?').join(', ')})`);
    parameters.push(...plan.after.values.slice(plan.equals.length).map(columnValue), plan.after.id);
  }
  const direction = plan.descending ? ' DESC' : '';
  const sql =
    `SELECT id, position, body FROM ${source(layout, plan, conditions)} ` +
    `ORDER BY ${order.map((column) => column + direction).join(', ')} LIMIT ?`;
  return { sql, parameters: [...parameters, plan.limit + 1] };
}

/** Counts in the index alone: its entries are looked at, and no document. */
export function countStatement(layout: CollectionLayout, part: IndexPart, most: number): { sql: string; parameters: (string | number)[] } {
  const sql = `SELECT count(*) AS documents FROM (SELECT 1 FROM ${source(layout, part, conditionsOf(part))} LIMIT ?)`;
  return { sql, parameters: [...part.equals.map(columnValue), most] };
}

function conditionsOf({ fields, equals }: IndexPart): string[] {
  return fields.slice(0, equals.length).map((field) => `${columnName(field)} = ?`);
}

function source({ name }: CollectionLayout, { index }: IndexPart, conditions: readonly string[]): string {
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `${tableName(name)} INDEXED BY ${indexName(name, index)}${where}`;
}
