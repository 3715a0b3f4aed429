import { textOf } from '../xml/xml-node.js';
import { DefinitionIndex } from './definition-index.js';
import { behaviorTexts, type Descriptors } from './descriptors.js';
import type { Located, ReferenceReader } from './reference-reader.js';
import { dateIn } from './values.js';

export interface Incident {
  /** `{organization}:{IncidentIdentifier}`. */
  readonly incidentId: string;
  readonly schoolId: string | undefined;
  /** Undefined where the incident is not in the interchange. */
  readonly date: string | undefined;
  /** What it says of the behavior. */
  readonly texts: readonly string[];
  readonly defined: boolean;
}

/** Discipline incidents by organization with identifier. */
export class Incidents {
  private readonly index = new DefinitionIndex<Incident>((organization) => [organization]);

  constructor(
    private readonly references: ReferenceReader,
    private readonly behaviors: Descriptors,
  ) {}

  add(element: Located): void {
    const id = textOf(element.node, 'IncidentIdentifier');
    const incident = this.read(element, undefined);
    if (id === undefined || incident === undefined) return;
    const date = dateIn(element.node, 'DisciplineIncident/IncidentDate', 'IncidentDate');
    const texts = behaviorTexts(element.node, this.behaviors, incident.schoolId);
    this.index.add(incident.schoolId, [id], { ...incident, date, texts, defined: true });
  }

  /** The incident that a reference means, also one that is not in the interchange; undefined where it identifies none. */
  find(identity: Located, recordSchool: string | undefined): Incident | undefined {
    const id = textOf(identity.node, 'IncidentIdentifier');
    if (id === undefined) return undefined;
    const organization = this.references.organizationIn(identity);
    return this.index.find(id, { organization, recordSchool }) ?? this.read(identity, recordSchool);
  }

  private read(element: Located, recordSchool: string | undefined): Incident | undefined {
    const id = textOf(element.node, 'IncidentIdentifier');
    if (id === undefined) return undefined;
    const schoolId = this.references.organizationIn(element) ?? recordSchool;
    const incidentId = schoolId === undefined ? id : `${schoolId}:${id}`;
    return { incidentId, schoolId, date: undefined, texts: [], defined: false };
  }
}
