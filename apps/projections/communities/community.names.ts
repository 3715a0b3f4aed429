/** The checkpoint that says up to where every summary was written; a shard adds which one it is. */
export const COMMUNITIES = 'communities';
