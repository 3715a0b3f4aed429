import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AlertStories } from './alerts/alert-stories.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { ExplainAlertHandler } from './alerts/explain-alert.handler.js';
import { HandleAlertHandler } from './alerts/handle-alert.handler.js';
import { ListAlertsHandler } from './alerts/list-alerts.handler.js';
import { ShowFollowThroughHandler } from './alerts/show-follow-through.handler.js';
import { ApiDocumentsController } from './api-documents/api-documents.controller.js';
import { Casework } from './casework/casework.js';
import { CommunitiesController } from './communities/communities.controller.js';
import { ListCommunitiesHandler } from './communities/list-communities.handler.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { RecordContactHandler } from './contacts/record-contact.handler.js';
import { RetractContactHandler } from './contacts/retract-contact.handler.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { ListDeadLettersHandler } from './dead-letters/list-dead-letters.handler.js';
import { DigestsController } from './digests/digests.controller.js';
import { StopDigestsHandler } from './digests/stop-digests.handler.js';
import { DistrictsController } from './districts/districts.controller.js';
import { ListDistrictsHandler } from './districts/list-districts.handler.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { ListFeedDaysHandler } from './feeds/list-feed-days.handler.js';
import { ListFeedsHandler } from './feeds/list-feeds.handler.js';
import { GraduationController } from './graduation/graduation.controller.js';
import { ShowGraduationHandler } from './graduation/show-graduation.handler.js';
import { Silences } from './feeds/silences.js';
import { HealthController } from './health/health.controller.js';
import { Quarantines } from './health/quarantines.js';
import { ShowHealthHandler } from './health/show-health.handler.js';
import { AlertPageHandler } from './page/alert-page.handler.js';
import { PageController } from './page/page.controller.js';
import { StartPageHandler } from './page/start-page.handler.js';
import { People } from './people/people.js';
import { ListAdoptionsHandler } from './profiles/list-adoptions.handler.js';
import { ListProfilesHandler } from './profiles/list-profiles.handler.js';
import { ProfilesController } from './profiles/profiles.controller.js';
import { ShowProfileHandler } from './profiles/show-profile.handler.js';
import { DistrictScopes } from './scope/district-scopes.js';
import { ReferenceView } from './scope/reference-view.js';
import { SetPreferencesHandler } from './staff/set-preferences.handler.js';
import { ShowCaseloadHandler } from './staff/show-caseload.handler.js';
import { StaffController } from './staff/staff.controller.js';
import { ListStudentsHandler } from './students/list-students.handler.js';
import { ShowStudentHandler } from './students/show-student.handler.js';
import { StudentsController } from './students/students.controller.js';
import { ListUnplacedHandler } from './unplaced/list-unplaced.handler.js';
import { UnplacedController } from './unplaced/unplaced.controller.js';

const lookups = [ReferenceView, DistrictScopes, People, Casework, AlertStories, Quarantines, Silences];

const commands = [HandleAlertHandler, RecordContactHandler, RetractContactHandler, SetPreferencesHandler, StopDigestsHandler];

const queries = [
  AlertPageHandler,
  ExplainAlertHandler,
  ListAdoptionsHandler,
  ListAlertsHandler,
  ListCommunitiesHandler,
  ListDeadLettersHandler,
  ListDistrictsHandler,
  ListFeedDaysHandler,
  ListFeedsHandler,
  ListProfilesHandler,
  ListStudentsHandler,
  ListUnplacedHandler,
  ShowCaseloadHandler,
  ShowFollowThroughHandler,
  ShowGraduationHandler,
  ShowHealthHandler,
  ShowProfileHandler,
  ShowStudentHandler,
  StartPageHandler,
];

/**
 * What people and programs may ask, and what people do. Needs `EventStore`, `EventLog`, `ReadModels`, `Directory`, `Clock`,
 * `HealthSource` and `LocalTime` of a global module.
 */
@Module({
  imports: [CqrsModule],
  controllers: [
    AlertsController,
    ApiDocumentsController,
    CommunitiesController,
    ContactsController,
    DeadLettersController,
    DigestsController,
    DistrictsController,
    FeedsController,
    GraduationController,
    HealthController,
    PageController,
    ProfilesController,
    StaffController,
    StudentsController,
    UnplacedController,
  ],
  providers: [...lookups, ...commands, ...queries],
})
export class GatewayModule {}
