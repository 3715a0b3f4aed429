-- The key of the hashes, sealed with the secret. None: the secret has never been rotated and is the key itself.
ALTER TABLE directory ADD COLUMN sealed_key BLOB;
