/** Names the checkpoint and the lease of those who evaluate students; a shard adds which one it is. */
export const ON_TRACK = 'on-track';
