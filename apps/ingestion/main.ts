import { runService } from '#libs/service';
import { ingestionService } from './wiring.js';

await runService(ingestionService);
