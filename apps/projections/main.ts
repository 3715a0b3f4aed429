import { runService } from '#libs/service';
import { projectionsService } from './wiring.js';

await runService(projectionsService);
