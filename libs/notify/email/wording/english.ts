import type { Wording } from './wording.js';

export const english: Wording = {
  locale: 'en',
  notices: {
    alert: {
      subject: 'An alert waits for you in Homeroom',
      heading: 'An alert waits for you',
      body: 'An alert about a student who is assigned to you waits in your inbox, with its reason and the next step.',
    },
    retraction: {
      subject: 'An alert was taken back',
      heading: 'An alert was taken back',
      body: 'What was recorded has been corrected, so an alert that you were told of no longer holds. Your inbox shows what changed.',
    },
    recovery: {
      subject: 'Good news waits for you in Homeroom',
      heading: 'Good news waits for you',
      body: 'An alert that you were told of has ended well. Your inbox shows how.',
    },
    escalation: {
      subject: 'An alert was passed on to you',
      heading: 'An alert was passed on to you',
      body: 'Nobody has acted on an alert in the time that was set for it, so it now waits for you.',
    },
    digest: { subject: 'Your Homeroom digest', heading: 'Your digest', body: 'This has come together since your last digest:' },
    'community-signal': {
      subject: 'A signal about a community waits for you',
      heading: 'A signal about a community',
      body: 'Unusually many alerts were raised in one of your communities. Its page shows the whole picture.',
    },
    'feed-silent': {
      subject: 'A data feed has fallen silent',
      heading: 'A data feed has fallen silent',
      body: 'A source has sent nothing for longer than it should. Until it does, what is shown may be out of date.',
    },
  },
  urgentSubject: 'Urgent: {subject}',
  severities: {
    info: 'This is for your information.',
    warning: 'Please look at it on this school day.',
    urgent: 'Please look at it now.',
  },
  greeting: 'Hello {name},',
  greetingWithoutName: 'Hello,',
  counts: {
    alert: { one: '{count} new alert', other: '{count} new alerts' },
    retraction: { one: '{count} alert was taken back', other: '{count} alerts were taken back' },
    recovery: { one: '{count} alert ended well', other: '{count} alerts ended well' },
    escalation: { one: '{count} alert was passed on to you', other: '{count} alerts were passed on to you' },
    'community-signal': { one: '{count} signal about a community', other: '{count} signals about communities' },
    'feed-silent': { one: '{count} data feed is silent', other: '{count} data feeds are silent' },
  },
  nothingWaits: 'Nothing new waits for you.',
  links: {
    alert: 'Open the alert in Homeroom',
    inbox: 'Open your inbox in Homeroom',
    community: 'Open the page of the community in Homeroom',
    feeds: 'Open the list of data feeds in Homeroom',
  },
  privacy: 'To protect students, this message names nobody. Sign in to see whom it is about.',
  automatic: 'Homeroom sent this message by itself; answers to it are not read.',
  unsubscribe: 'Stop these digests',
};
