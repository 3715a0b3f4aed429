import type { SqliteStaging } from '../staging/sqlite-staging.adapter.js';
import { child, textOf, type XmlNode } from '../xml/xml-node.js';
import { Refused } from '../refused.js';
import { organizationCodeNames, organizationIdNames, organizationReferences, staffIdNames, studentIdNames } from './element-names.js';
import type { Organizations } from './organizations.js';

/** An element and the file whose ids its references mean first. */
export interface Located {
  readonly node: XmlNode;
  readonly file: number;
}

const MOST_HOPS = 4;
const MOST_REMEMBERED = 10_000;

/** Reads references of both dialects: `ref="x"` to the element with `id="x"`, or an identity. */
export class ReferenceReader {
  private readonly remembered = new Map<string, Located | undefined>();

  constructor(
    private readonly staging: Pick<SqliteStaging, 'identified'>,
    private readonly organizations: Organizations,
  ) {}

  /** The element that holds the fields of the identity: the identity itself, or the element referred to. */
  identity(reference: Located): Located {
    let { node, file } = reference;
    for (let hop = 0; ; hop += 1) {
      const ref = node.attributes?.['ref'];
      if (ref === undefined) break;
      const target = hop < MOST_HOPS ? this.target(ref, file) : undefined;
      if (target === undefined) throw new Refused('unresolved-reference', node.name, `no element has the id "${ref}"`, ref);
      ({ node, file } = target);
    }
    const identity = node.children.find((each) => each.name.endsWith('Identity') && each.children.length > 0);
    return { node: identity ?? node, file };
  }

  /** The identity in a child reference of one of the names; undefined where the element has no such child. */
  identityIn(element: Located, ...names: readonly string[]): Located | undefined {
    const reference = child(element.node, ...names);
    return reference && this.identity({ node: reference, file: element.file });
  }

  studentIn(element: Located): string | undefined {
    const identity = this.identityIn(element, 'StudentReference');
    return identity && textOf(identity.node, ...studentIdNames);
  }

  staffIn(element: Located): string | undefined {
    const identity = this.identityIn(element, 'StaffReference', 'TeacherReference');
    return identity && textOf(identity.node, ...staffIdNames);
  }

  /** The organization that an element or identity names: bare, by a code, or in a reference. */
  organizationIn(element: Located, ...references: readonly string[]): string | undefined {
    const own = this.organizationOf(element.node);
    if (own !== undefined) return own;
    const identity = this.identityIn(element, ...(references.length > 0 ? references : organizationReferences));
    return identity && this.organizationOf(identity.node);
  }

  private organizationOf(node: XmlNode): string | undefined {
    const id = textOf(node, ...organizationIdNames);
    if (id !== undefined) return this.organizations.canonical(id);
    for (const code of node.children.filter((each) => (organizationCodeNames as readonly string[]).includes(each.name))) {
      const text = textOf(code, 'ID', 'IdentificationCode');
      if (text !== undefined) return this.organizations.byCode(text);
    }
    return undefined;
  }

  /** What an element refers to by `ref`; undefined where it does not, or nothing has the id. */
  targetOf(node: XmlNode, file: number): Located | undefined {
    const ref = node.attributes?.['ref'];
    return ref === undefined ? undefined : this.target(ref, file);
  }

  private target(ref: string, file: number): Located | undefined {
    const key = `${file} ${ref}`;
    if (this.remembered.has(key)) return this.remembered.get(key);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const found = this.staging.identified(ref, file);
    this.remembered.set(key, found);
    return found;
  }
}
