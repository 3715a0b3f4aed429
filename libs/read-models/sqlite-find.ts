import type { CollectionLayout } from './collection-layout.js';
import type { FindPlan } from './find-plan.js';
import { columnName, columnValue, indexName, tableName } from './sqlite-table.js';

/** The statement of a query and its parameters; queries of the same shape have the same statement. */
export function findStatement(layout: CollectionLayout, plan: FindPlan): { sql: string; parameters: (string | number)[] } {
  const columns = plan.fields.map(columnName);
  const order = [...columns.slice(plan.equals.length), 'id'];
  const conditions = columns.slice(0, plan.equals.length).map((column) => `${column} = ?`);
  const parameters = plan.equals.map(columnValue);
  if (plan.after !== null) {
    conditions.push(`(${order.join(', ')}) ${plan.descending ? '<' : '>'} (${order.map(() => '?').join(', ')})`);
    parameters.push(...plan.after.values.slice(plan.equals.length).map(columnValue), plan.after.id);
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')} `;
  const direction = plan.descending ? ' DESC' : '';
  const sql =
    `SELECT id, position, body FROM ${tableName(layout.name)} INDEXED BY ${indexName(layout.name, plan.index)} ` +
    `${where}ORDER BY ${order.map((column) => column + direction).join(', ')} LIMIT ?`;
  return { sql, parameters: [...parameters, plan.limit + 1] };
}
