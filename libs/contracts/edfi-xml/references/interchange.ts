import type { EdfiMapping } from '../mapping/edfi-mapping.js';
import { Refused } from '../refused.js';
import type { EdfiReportBook } from '../report-book.js';
import type { SqliteStaging } from '../staging/sqlite-staging.adapter.js';
import type { StagedElement } from '../staging/staging.js';
import type { XmlNode } from '../xml/xml-node.js';
import { Cohorts } from './cohorts.js';
import { CourseOfferings } from './course-offerings.js';
import { Courses } from './courses.js';
import { Descriptors } from './descriptors.js';
import { organizationElements } from './element-names.js';
import { Incidents } from './incidents.js';
import { Organizations } from './organizations.js';
import { ReferenceReader } from './reference-reader.js';
import { Sections } from './sections.js';
import { GradingPeriods, Sessions } from './terms.js';

/** What the records of an interchange refer to. */
export interface Interchange {
  readonly organizations: Organizations;
  readonly references: ReferenceReader;
  readonly sessions: Sessions;
  readonly gradingPeriods: GradingPeriods;
  readonly courses: Courses;
  readonly offerings: CourseOfferings;
  readonly sections: Sections;
  readonly cohorts: Cohorts;
  readonly incidents: Incidents;
  readonly disciplineDescriptors: Descriptors;
  readonly behaviorDescriptors: Descriptors;
}

/** Reads the definitions that were staged, each kind after those it refers to. They fit in memory: they grow with schools, not students. */
export function loadInterchange(staging: SqliteStaging, mapping: EdfiMapping, report: EdfiReportBook): Interchange {
  const organizations = new Organizations();
  const chain = (organization: string) => organizations.chain(organization);
  const references = new ReferenceReader(staging, organizations);
  const sessions = new Sessions(chain);
  const gradingPeriods = new GradingPeriods(chain);
  const courses = new Courses(chain, references, mapping.subjects);
  const offerings = new CourseOfferings(chain, references, sessions, courses);
  const sections = new Sections(references, offerings);
  const cohorts = new Cohorts(references);
  const disciplineDescriptors = new Descriptors(chain, references);
  const behaviorDescriptors = new Descriptors(chain, references);
  const incidents = new Incidents(references, behaviorDescriptors);

  const load = (kind: string, add: (element: StagedElement) => void) => {
    for (const element of staging.elements(kind)) {
      try {
        add(element);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        report.warn('definition-not-readable', `${report.origin(element)}: ${kind}: ${error.message}`);
      }
    }
  };
  const follow = (element: StagedElement, reference: XmlNode) => {
    try {
      return references.identity({ node: reference, file: element.file }).node;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      report.warn('parent-organization-not-found', `${report.origin(element)}: ${error.message}`);
      return undefined;
    }
  };
  for (const kind of organizationElements) {
    load(kind, (element) => organizations.add(element.node, (reference) => follow(element, reference)));
  }
  load('Session', (element) => sessions.add(element, references));
  load('GradingPeriod', (element) => gradingPeriods.add(element, references));
  load('Course', (element) => courses.add(element));
  load('CourseOffering', (element) => offerings.add(element));
  load('Section', (element) => sections.add(element));
  load('Cohort', (element) => cohorts.add(element));
  load('DisciplineDescriptor', (element) => disciplineDescriptors.add(element));
  load('BehaviorDescriptor', (element) => behaviorDescriptors.add(element));
  load('DisciplineIncident', (element) => incidents.add(element));
  return {
    organizations,
    references,
    sessions,
    gradingPeriods,
    courses,
    offerings,
    sections,
    cohorts,
    incidents,
    disciplineDescriptors,
    behaviorDescriptors,
  };
}
