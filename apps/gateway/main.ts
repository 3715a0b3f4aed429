import { runService } from '#libs/service';
import { gatewayService } from './wiring.js';

await runService(gatewayService);
