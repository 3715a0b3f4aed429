/** A topic as it is wanted. */
export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  readonly replication: number;
  /** Settings of the topic by Kafka's names. */
  readonly config: Readonly<Record<string, string>>;
}

/** A topic as it is. */
export interface TopicFound {
  readonly topic: string;
  readonly partitions: number;
  readonly replication: number;
  readonly config: Readonly<Record<string, string>>;
}

/** What differs, each in a few words; none where the topic is as it is wanted. */
export function differences(plan: TopicPlan, found: TopicFound): string[] {
  const all: [name: string, wanted: string, is: string | undefined][] = [
    ['partitions', String(plan.partitions), String(found.partitions)],
    ['replication', String(plan.replication), String(found.replication)],
    ...Object.entries(plan.config).map(([name, wanted]): [string, string, string | undefined] => [name, wanted, found.config[name]]),
  ];
  return all.filter(([, wanted, is]) => wanted !== is).map(([name, wanted, is]) => `${name} is ${is ?? 'not set'}, wanted ${wanted}`);
}
