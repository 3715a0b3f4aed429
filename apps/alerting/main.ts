import { runService } from '#libs/service';
import { alertingService } from './wiring.js';

await runService(alertingService);
