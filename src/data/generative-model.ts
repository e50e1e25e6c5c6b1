/**
 * Parameters of the generative model, by class: [clients who stay, clients who leave]. data/README.md tells the model
 * in words. Each number is estimated from the real file by maximum likelihood and rounded to three figures or so.
 */
type ByClass = readonly [stays: number, leaves: number];

/** P(client leaves). */
export const churnRate = 0.265;

/** Flags of the profile that depend on nothing but the class, or on nothing at all. */
export const genderRate = 0.51;
export const phoneRate = 0.9035;
export const nearRate: ByClass = [0.873, 0.768];
export const partnerRate: ByClass = [0.534, 0.355];

/** Log odds of coming through a friend: partner companies and the neighbourhood are where friends come from. */
export const promo = { intercept: [-3.916, -4.45] as ByClass, near: 2.073, partner: 2.307 };

/** Log odds of a contract of 6 or 12 months against one month (multinomial logit). */
export const contract6 = { intercept: [-1.252, -2.807] as ByClass, near: 0.291, partner: 0.745, promo: 0.297 };
export const contract12 = { intercept: [-2.101, -5.348] as ByClass, near: 1.055, partner: 1.342, promo: 0.344 };

/** Log odds of attending group classes. */
export const group = {
  intercept: [-0.973, -1.577] as ByClass,
  near: 0.705,
  partner: -0.286,
  promo: 0.372,
  contract6: 0.217,
  contract12: 0.537,
};

/** Age: a rounded normal number. */
export const age = { mean: [29.98, 26.99] as ByClass, sd: [3.0, 2.88] as ByClass };

/** Spending: the absolute value of a normal number, whose mean grows with every month of contract after the first. */
export const spending = { mean: [143.3, 100.2] as ByClass, sd: [115.1, 95.3] as ByClass, perMonth: 0.9 };

/** Months since the first contact: a rounded gamma number; of shape 1, exponential, for those who leave. */
export const lifetime = { shape: [1.55, 1] as ByClass, scale: [3.04, 1.03] as ByClass };

/**
 * Months of a long contract that are used up: none with probability `fresh` (renewals pile up at the start), else
 * 1 + a geometric number of further months.
 */
export const monthsUsed = {
  contract6: { fresh: 0.76, further: 0.375 },
  contract12: { fresh: 0.546, further: 0.61 },
};

/** Visits a week since the contract began: a normal number, 0 where it would be negative. */
export const visits = { mean: [2.016, 1.47] as ByClass, sd: [1.037, 0.706] as ByClass };

/** How much the visits of the last month fall short of that: a normal number; the result is 0 where it would be negative. */
export const visitsDrop = { mean: [0, 0.484] as ByClass, sd: [0.1, 0.503] as ByClass };
