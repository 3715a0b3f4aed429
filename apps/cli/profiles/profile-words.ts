import type { Condition, Profile } from '#libs/domain';
import type { Language } from '#libs/views';

/** A whole set of rules in plain words, milestone by milestone; English where a sentence is not translated. */
export function profileInWords({ name, version, title, source, milestones }: Profile, language: Language): string {
  const width = Math.max(...milestones.flatMap(({ conditions }) => conditions.map((condition) => condition.name.length)));
  const parts = milestones.map((milestone) => {
    const sentences = milestone.conditions.map(
      (condition) => `  ${condition.name.padEnd(width)} ${sentenceIn(condition, language)}${inGrades(condition, language)}`,
    );
    return [`${milestone.name}: grades ${milestone.grades.join(', ')}`, ...sentences].join('\n');
  });
  return `${title}\n${name}, version ${version}. Source: ${source}\n\n${parts.join('\n\n')}\n`;
}

function inGrades({ grades }: Condition, language: Language): string {
  if (grades === undefined) return '';
  return language === 'en' ? ` Only in grade ${grades.join(', ')}.` : ` Solo en el grado ${grades.join(', ')}.`;
}

function sentenceIn({ sentence, translations }: Condition, language: Language): string {
  return language === 'en' ? sentence : (translations?.[language] ?? sentence);
}
