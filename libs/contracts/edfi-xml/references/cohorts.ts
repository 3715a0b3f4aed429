import { textOf } from '../xml/xml-node.js';
import { DefinitionIndex } from './definition-index.js';
import type { Located, ReferenceReader } from './reference-reader.js';

export interface Cohort {
  /** `{organization}:{CohortIdentifier}`: identifiers repeat between schools. */
  readonly communityId: string;
  readonly organization: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly defined: boolean;
}

/** Cohorts by organization with identifier. */
export class Cohorts {
  private readonly index = new DefinitionIndex<Cohort>((organization) => [organization]);

  constructor(private readonly references: ReferenceReader) {}

  add(element: Located): void {
    const cohort = this.read(element);
    const id = textOf(element.node, 'CohortIdentifier');
    if (cohort !== undefined && id !== undefined) this.index.add(cohort.organization, [id], { ...cohort, defined: true });
  }

  /** The cohort that an element or a reference's identity means, also one that is not defined; undefined where it identifies none. */
  find(identity: Located): Cohort | undefined {
    const cohort = this.read(identity);
    const id = textOf(identity.node, 'CohortIdentifier');
    if (cohort === undefined || id === undefined) return undefined;
    return this.index.find(id, { organization: cohort.organization }) ?? cohort;
  }

  private read(element: Located): Cohort | undefined {
    const id = textOf(element.node, 'CohortIdentifier');
    if (id === undefined) return undefined;
    const organization = this.references.organizationIn(element);
    return {
      communityId: organization === undefined ? id : `${organization}:${id}`,
      organization,
      name: textOf(element.node, 'CohortDescription'),
      type: textOf(element.node, 'CohortType'),
      defined: false,
    };
  }
}
