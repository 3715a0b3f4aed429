import { cpSync, globSync } from 'node:fs';

/** Data files that compiled code reads beside itself: rule profiles, migrations, pages, templates. */
for (const file of globSync('{apps,libs}/**/*.{json,sql,html,css,svg,js,eta}')) cpSync(file, `dist/${file}`);
