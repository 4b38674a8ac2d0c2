/**
 * Which module may use which: each only those above it. What two modules need of each other goes by a job, or into
 * a module above both. A new module finds its place here, so that no circle can grow unseen.
 */
export const moduleOrder = [
  'audit',
  'orgs',
  'identity',
  'media',
  'measures',
  'calendar',
  'notices',
  'plans',
  'cascade',
  'activities',
  'progress',
  'reports',
  'home',
] as const;
