/** Made-up people are put together from these. */
export const givenNames = (
  'Aaliyah Adaeze Ahmed Aiden Alejandra Amara Amir Ana Andre Anh Anika Arjun Ava Ayumi Beatriz Benjamin Camila Carlos Chinedu ' +
  'Chloe Daniel Darius Diego Elena Eli Emma Ethan Farah Fatima Gabriel Grace Hana Hassan Hector Imani Isabella Isaiah Jada ' +
  'Jamal Javier Jin Jonah Kai Kalani Kenji Keisha Layla Leilani Liam Lucia Mai Malik Marcus Maria Mateo Maya Mei Mohamed Nadia ' +
  'Nia Noah Nora Olivia Omar Priya Quinn Rafael Ravi Rosa Ruby Samir Sofia Tariq Thanh Tomas Uma Valeria Winona Xavier Yara ' +
  'Yusuf Zainab Zoe'
).split(' ');

export const familyNames = (
  'Abebe Adams Aguilar Ali Alvarez Anderson Baker Banerjee Begay Bennett Brooks Campbell Castillo Chavez Chen Cohen Cruz Davis ' +
  'Delgado Diaz Evans Fields Flores Foster Garcia Gomez Grant Green Gutierrez Hall Harris Hernandez Hill Huang Ibrahim Iyer ' +
  'Jackson James Johnson Kaur Kealoha Kelly Khan Kim King Kowalski Lee Lewis Lin Lopez Martin Martinez Mendoza Miller Mitchell ' +
  'Moore Morales Murphy Nakamura Nelson Nguyen Novak Okafor Okoye Ortiz Osman Park Patel Perez Petrov Phillips Ramirez Reed ' +
  'Reyes Rivera Roberts Rodriguez Ruiz Sanchez Santos Scott Shah Silva Singh Smith Tanaka Taylor Torres Tran Turner Vang Vargas ' +
  'Walker Washington White Williams Wilson Wong Wright Yang Young Zhang'
).split(' ');

export const themes = [
  'Arts and Design',
  'Health and Care',
  'Engineering and Making',
  'Earth and Environment',
  'Letters and Media',
  'Civic Life',
  'Science and Discovery',
  'Enterprise and Trade',
] as const;

export const communityNames =
  'Cedar Maple Juniper Willow Aspen Birch Hawthorn Sycamore Magnolia Alder Laurel Chestnut Linden Redwood Rowan Cypress'.split(' ');
