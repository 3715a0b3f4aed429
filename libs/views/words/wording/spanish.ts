import type { Wording } from './wording.js';

const counted = (count: number, one: string, several: string): string => `${count} ${count === 1 ? one : several}`;
const days = (count: number): string => counted(count, 'día', 'días');
const schoolDays = (count: number): string => counted(count, 'día escolar', 'días escolares');
const students = (count: number): string => counted(count, 'estudiante', 'estudiantes');

/** As the sentences of the published rules are translated. */
export const spanish: Wording = {
  subjects: {
    ela: 'inglés (artes del lenguaje)',
    math: 'matemáticas',
    science: 'ciencias',
    'social-science': 'ciencias sociales',
    other: 'otras materias',
  },
  anySubject: 'cualquier materia',
  or: 'o',
  attendance: {
    name: 'Asistencia',
    unknown: 'Aún no se conoce la asistencia',
    tooEarly: (count, needed) => `Aún no se puede juzgar la asistencia: ${days(count)} contados, se necesitan ${needed}`,
    present: (present, of) => `presente ${present} de ${days(of)}`,
  },
  benchmark: {
    latest: (subjects, met) => `La prueba de referencia más reciente en ${subjects} ${met ? 'fue superada' : 'no fue superada'}`,
    several: (count, subjects, met) =>
      `${counted(count, 'prueba de referencia más reciente', 'pruebas de referencia más recientes')} ${met ? '' : 'no '}${
        count === 1 ? 'superada' : 'superadas'
      } en ${subjects}`,
    met: 'que sea superada',
    none: 'No se aplica ninguna prueba de referencia',
  },
  average: {
    name: 'Promedio de calificaciones',
    justBelow: (value) => `apenas por debajo de ${value}`,
    none: 'Aún no hay calificaciones para un promedio',
  },
  credits: { name: 'Créditos obtenidos:', none: 'Aún no hay créditos registrados' },
  incidents: {
    exclusionary: (count) => `${counted(count, 'incidente', 'incidentes')} con suspensión o expulsión`,
    reportable: (count) => counted(count, 'falta que se informa al estado', 'faltas que se informan al estado'),
    conduct: (count) => counted(count, 'falta de conducta', 'faltas de conducta'),
    unknown: 'Aún no se conoce la disciplina',
  },
  marks: {
    counted: (count, letters, subjects, final) => `${count} calificaciones ${final ? 'finales ' : ''}${letters} en ${subjects}`,
    lowest: (subjects, mark) => `La calificación actual más baja en ${subjects} es ${mark}`,
    none: (subjects, final) => `Aún no hay calificación ${final ? 'final ' : ''}en ${subjects}`,
  },
  bounds: {
    none: 'ninguna',
    atLeast: 'al menos',
    moreThan: 'más de',
    atMost: 'como máximo',
    fewerThan: 'menos de',
    letter: (letter) => `${letter} o mejor`,
  },
  needs: (bound, clear) => `se requiere ${bound}${clear === null ? '' : `, ${clear} para estar lejos del límite`}`,
  nothingRecorded: 'aún no hay nada registrado',
  alerts: {
    absences: (count, dates) => `${schoolDays(count)} de ausencia seguidos: ${dates}`,
    discipline: (count) => `${counted(count, 'incidente', 'incidentes')} con suspensión o expulsión este año escolar`,
    failingCourses: (count, courses) => `La calificación actual es F en ${counted(count, 'curso', 'cursos')}: ${courses}`,
    noContact: (count, since) => `Fuera de camino y ${days(count)} sin contacto, desde ${since}`,
    communitySize: (count) => `${students(count)} más de lo previsto para la comunidad`,
    wave: (count) => `${students(count)} de la comunidad se salieron del camino en pocos días`,
    silentFeed: (count, dates) => `No ha llegado la asistencia de ${schoolDays(count)}: ${dates}`,
    more: (count) => ` y ${count} más`,
  },
};
