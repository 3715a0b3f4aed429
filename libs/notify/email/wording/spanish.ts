import type { Wording } from './wording.js';

export const spanish: Wording = {
  locale: 'es',
  notices: {
    alert: {
      subject: 'Hay una alerta para usted en Homeroom',
      heading: 'Hay una alerta para usted',
      body: 'En su bandeja hay una alerta sobre una persona del alumnado a su cargo, con el motivo y el paso siguiente.',
    },
    retraction: {
      subject: 'Se retiró una alerta',
      heading: 'Se retiró una alerta',
      body: 'Se corrigió lo que estaba registrado, por lo que una alerta que usted recibió ya no es válida. Su bandeja muestra qué cambió.',
    },
    recovery: {
      subject: 'Hay buenas noticias para usted en Homeroom',
      heading: 'Hay buenas noticias para usted',
      body: 'Una alerta que usted recibió terminó bien. Su bandeja muestra cómo.',
    },
    escalation: {
      subject: 'Se le transfirió una alerta',
      heading: 'Se le transfirió una alerta',
      body: 'Nadie atendió una alerta en el plazo previsto, por lo que ahora le corresponde a usted.',
    },
    digest: {
      subject: 'Su resumen de Homeroom',
      heading: 'Su resumen',
      body: 'Esto es lo que se reunió desde su último resumen:',
    },
    'community-signal': {
      subject: 'Hay un aviso sobre una comunidad',
      heading: 'Un aviso sobre una comunidad',
      body: 'En una de sus comunidades hubo más alertas que de costumbre. Su página muestra el panorama completo.',
    },
    'feed-silent': {
      subject: 'Una fuente de datos dejó de enviar',
      heading: 'Una fuente de datos dejó de enviar',
      body: 'Una fuente lleva más tiempo del debido sin enviar nada. Mientras tanto, lo que se muestra puede no estar al día.',
    },
  },
  urgentSubject: 'Urgente: {subject}',
  severities: {
    info: 'Este aviso es para su información.',
    warning: 'Por favor, revíselo durante esta jornada escolar.',
    urgent: 'Por favor, revíselo ahora.',
  },
  greeting: 'Hola, {name}:',
  greetingWithoutName: 'Hola:',
  counts: {
    alert: { one: '{count} alerta nueva', other: '{count} alertas nuevas' },
    retraction: { one: 'se retiró {count} alerta', other: 'se retiraron {count} alertas' },
    recovery: { one: '{count} alerta terminó bien', other: '{count} alertas terminaron bien' },
    escalation: { one: 'se le transfirió {count} alerta', other: 'se le transfirieron {count} alertas' },
    'community-signal': { one: '{count} aviso sobre una comunidad', other: '{count} avisos sobre comunidades' },
    'feed-silent': { one: '{count} fuente de datos no envía', other: '{count} fuentes de datos no envían' },
  },
  nothingWaits: 'No hay nada nuevo para usted.',
  links: {
    alert: 'Abrir la alerta en Homeroom',
    inbox: 'Abrir su bandeja en Homeroom',
    community: 'Abrir la página de la comunidad en Homeroom',
    feeds: 'Abrir la lista de fuentes de datos en Homeroom',
  },
  privacy: 'Para proteger al alumnado, este mensaje no nombra a nadie. Inicie sesión para ver de quién se trata.',
  automatic: 'Homeroom envió este mensaje de forma automática; las respuestas no se leen.',
  unsubscribe: 'Dejar de recibir estos resúmenes',
};
