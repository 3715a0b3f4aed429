import { runService } from '#libs/service';
import { standaloneService } from './standalone-service.js';

await runService(standaloneService);
