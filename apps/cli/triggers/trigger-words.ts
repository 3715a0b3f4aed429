import type { TriggerSet } from '#libs/domain';

/** A trigger set in plain words: what is watched, who is told from which level on, and what is to be done. */
export function triggersInWords({ title, name, version, source, calm, triggers }: TriggerSet): string {
  const lines = [`${title} (${name}, version ${version})`, source, ''];
  for (const { name: rule, sentence, severity, stages, coolDownDays, escalateAfterHours } of triggers) {
    lines.push(`${rule} (${severity}): ${sentence}`);
    for (const { from, recipients, step } of stages) {
      const first = recipients.length === 0 ? 'the usual line' : `${recipients.join(', ')}, then the usual line`;
      lines.push(`  from ${from}: ${first}. ${step}`);
    }
    const next = escalateAfterHours === undefined ? 'stays with whoever was told' : `next in line after ${escalateAfterHours} school hours`;
    lines.push(`  ${next}; cool-down of ${coolDownDays} days`, '');
  }
  const { dailyBudget, digestHour, quietHours, pushWithinDays, wave } = calm;
  lines.push(
    `At most ${dailyBudget} interruptions a person and school day, none from ${quietHours.from} to ${quietHours.to}; the rest in a digest at ${digestHour}.`,
    `Causes older than ${pushWithinDays} days are told to nobody. More than ${wave.percent} % of a community in ${wave.days} days are one signal.`,
  );
  return `${lines.join('\n')}\n`;
}
