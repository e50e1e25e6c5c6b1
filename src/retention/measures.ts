/** A measure against churn that a source study proposed. */
export interface Measure {
  /** Name for programs */
  readonly id: string;
  /** Name for readers */
  readonly name: string;
  /** Source studies that proposed it. */
  readonly sources: readonly string[];
  /** The target group that it addresses (see {@link targetGroups}). */
  readonly groupId: string;
  /** "retain": is meant to keep clients; "learn": gathers what the file lacks, so it has no value of its own in a scenario. */
  readonly purpose: "retain" | "learn";
  /** The recorded feature whose association with churn speaks for or against it; null where none was recorded. */
  readonly feature: string | null;
  /** What the measure does, in one sentence. */
  readonly action: string;
  /** What the file cannot say about it, in one sentence. */
  readonly unknown: string;
  /** Assumed cost of one contact in units of the month's fee, without evidence in the data. */
  readonly costOfContact: number;
}

/**
 * The measures of the five source studies. Costs are assumptions to be edited, in months of membership fee.
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { measures, targetGroups } from "churnlab";
 *
 * const groupIds = targetGroups.map(({ id }) => id);
 * assert.ok(measures.every(({ groupId }) => groupIds.includes(groupId)));
 * ```
 */
export const measures: readonly Measure[] = [
  {
    id: "introductory-training",
    name: "Introductory personal training",
    sources: ["001"],
    groupId: "new-monthly",
    purpose: "retain",
    feature: null,
    action: "Invite new clients to a free first session with an instructor in their first weeks.",
    unknown: "Who was offered a first session, and who took it.",
    costOfContact: 0.25,
  },
  {
    id: "group-classes",
    name: "Introductory group classes",
    sources: ["001", "002", "003"],
    groupId: "alone",
    purpose: "retain",
    feature: "Group_visits",
    action: "Offer a free group class, and more classes at the hours when these clients come.",
    unknown: "Whether a class keeps clients, or clients who stay anyway like classes.",
    costOfContact: 0.1,
  },
  {
    id: "reminders",
    name: "Text reminders instead of cold calls",
    sources: ["001"],
    groupId: "slipping",
    purpose: "retain",
    feature: "Avg_class_frequency_current_month",
    action: "Send a friendly message when visits fall behind the client's own habit.",
    unknown: "Whether a message brings anybody back; who stops coming may have decided already.",
    costOfContact: 0.01,
  },
  {
    id: "longer-contract",
    name: "Discount on a longer contract",
    sources: ["001", "003"],
    groupId: "new-monthly",
    purpose: "retain",
    feature: "Contract_period",
    action: "Offer a longer contract at a lower price a month, before the first one ends.",
    unknown: "At what price a client takes a longer contract: no price and no offer is on file.",
    costOfContact: 0.5,
  },
  {
    id: "renewal",
    name: "Renewal offer when the contract runs out",
    sources: ["003"],
    groupId: "running-out",
    purpose: "retain",
    feature: "Month_to_end_contract",
    action: "Offer the renewal, with a discount for a longer period, in the last months of the contract.",
    unknown: "Who renewed, and at what price; without dates the time left is hard to tell from the length.",
    costOfContact: 0.3,
  },
  {
    id: "bring-a-friend",
    name: '"Bring a friend" bonuses',
    sources: ["002", "003"],
    groupId: "alone",
    purpose: "retain",
    feature: "Promo_friends",
    action: "Reward a client and the friend while both have an active contract.",
    unknown: "Whether a bonus for a friend keeps the client who brings one: only who was brought is on file.",
    costOfContact: 0.2,
  },
  {
    id: "visit-bonuses",
    name: "Bonuses for visits",
    sources: ["003"],
    groupId: "rare",
    purpose: "retain",
    feature: "Avg_class_frequency_current_month",
    action: "Give points for visits that can be spent on services of the club.",
    unknown: "Whether points make anybody come more often, and whether that keeps them.",
    costOfContact: 0.1,
  },
  {
    id: "extra-services",
    name: "Extra services and bonuses for purchases",
    sources: ["002", "003", "004"],
    groupId: "rare",
    purpose: "retain",
    feature: "Avg_additional_charges_total",
    action: "Widen the café, shop and massage offers, and give points for purchases.",
    unknown: "Which service was bought, and whether a wider choice would be bought at all.",
    costOfContact: 0.15,
  },
  {
    id: "partner-network",
    name: "Wider partner network",
    sources: ["001"],
    groupId: "new-monthly",
    purpose: "retain",
    feature: "Partner",
    action: "Agree discounts with more companies of the district.",
    unknown: "How large the discount is, and what it costs; the employer's choice is not the client's.",
    costOfContact: 0.2,
  },
  {
    id: "profile-bonus",
    name: "Bonus for a filled-in profile",
    sources: ["003"],
    groupId: "new-monthly",
    purpose: "retain",
    feature: "Phone",
    action: "Give points for a complete profile with a phone number.",
    unknown: "Why a number is missing; a number on file may mark clients who stay anyway.",
    costOfContact: 0.05,
  },
  {
    id: "consultation",
    name: "Consultation with an instructor",
    sources: ["003"],
    groupId: "slipping",
    purpose: "retain",
    feature: null,
    action: "Review the training programme with an instructor after the first months.",
    unknown: "Who trains with an instructor or has a programme.",
    costOfContact: 0.25,
  },
  {
    id: "progress",
    name: "Progress in the personal account",
    sources: ["003"],
    groupId: "rare",
    purpose: "retain",
    feature: null,
    action: "Show visits, goals and bonuses in the personal account.",
    unknown: "Whether anybody uses the personal account.",
    costOfContact: 0.02,
  },
  {
    id: "survey",
    name: "Satisfaction survey",
    sources: ["001"],
    groupId: "absent",
    purpose: "learn",
    feature: null,
    action: "Ask clients who stay away why, and keep the answers beside the visit record.",
    unknown: "Why clients leave: nobody was asked.",
    costOfContact: 0.02,
  },
  {
    id: "sales-managers",
    name: "Review of the sales managers' work",
    sources: ["001"],
    groupId: "new-monthly",
    purpose: "learn",
    feature: null,
    action: "Record who sold each contract, then compare first-month churn between managers.",
    unknown: "Who sold which contract.",
    costOfContact: 0.02,
  },
  {
    id: "long-standing-clients",
    name: "Interviews with clients of over a year",
    sources: ["001"],
    groupId: "over-a-year",
    purpose: "learn",
    feature: "Lifetime",
    action: "Ask clients who have stayed for over a year what keeps them, and what other clubs lack.",
    unknown: "Why they stay; those who began with them and left are no longer in the file.",
    costOfContact: 0.02,
  },
];
