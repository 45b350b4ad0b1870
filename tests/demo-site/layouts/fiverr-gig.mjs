// Fiverr's gig page: a card in the DOM, all reviews as JSON.

import { daysBefore, idOf, json, text } from './common.mjs';

/** `gig`: see `content/review-burst.mjs`. Days count back from `now`. */
export function fiverrGig(gig, now) {
  const reviews = gig.reviews.map((review) => ({
    id: idOf(`${gig.seller} ${review.buyer} ${review.days}`, 24),
    order_duration: `${review.duration ?? 3} days`,
    order_duration_in_days: review.duration ?? 3,
    order_price_range: review.price ?? '$50-$100',
    comment: review.text,
    comment_language: 'en',
    username: review.buyer,
    reviewer_country: review.country,
    reviewer_country_code: review.code,
    // The site prints no zone.
    created_at: daysBefore(now, review.days).slice(0, 19),
    value: review.stars ?? 5,
    repeat_buyer: review.repeat ?? false,
    reviews_count_as_buyer: review.repeat ? 3 : 1,
    is_cancelled_order: false,
    encrypted_order_id: `FO${idOf(review.buyer, 11)}`,
    gig_slug: gig.slug,
  }));
  const count = (stars) => reviews.filter((review) => review.value === stars).length;
  const average = reviews.reduce((sum, review) => sum + review.value, 0) / reviews.length;
  const state = {
    general: { gigId: Number(idOf(gig.slug, 9)), gigTitle: gig.title },
    overview: { gig: { id: Number(idOf(gig.slug, 9)), title: gig.title, rating: average, ratingsCount: reviews.length, ordersInQueue: 0 } },
    packages: { packageList: [{ id: 1, title: 'Basic', price: gig.cents, duration: 72 }] },
    reviews: {
      has_next: false,
      gig_id: Number(idOf(gig.slug, 9)),
      average_valuation: average,
      total_count: reviews.length,
      reviews,
      star_summary: { communication_valuation: 5, quality_of_delivery_valuation: 5, value_for_money_valuation: 5 },
      breakdown: [1, 2, 3, 4, 5].map((stars) => ({ average_valuation_value: stars, count: count(stars) })),
      seller_username: gig.seller,
    },
    seller: {
      user: {
        name: gig.seller,
        profile: { displayName: gig.displayName },
        id: idOf(gig.seller, 8),
        languages: [{ code: 'EN', level: 'FLUENT' }],
        fullName: gig.displayName,
        address: { countryCode: gig.code },
        joinedAt: Math.floor((now.getTime() - gig.joinedDays * 86_400_000) / 1000),
      },
      sellerLevel: 'LEVEL_TWO',
      description: gig.about,
      isPro: false,
      oneLinerTitle: gig.oneLiner,
      rating: { count: reviews.length, score: average },
      responseTime: { inHours: 2 },
      isVerified: false,
      completedOrdersCount: gig.orders,
      hourlyRate: null,
      isActive: true,
    },
  };
  const seller = text(gig.seller);
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="fiverrmeta:creation" content="${now.getTime()}"><title>I will ${text(gig.title)} | Fiverr</title>
<link rel="canonical" href="https://www.fiverr.com/${seller}/${gig.slug}">
<link rel="stylesheet" href="/demo.css"></head><body><header class="site">fiverr (demonstration page, nobody here is real)</header>
<div class="gig-card-layout" data-impression-item="true"><div class="gig-wrapper basic-gig-card" data-gig-id="${idOf(gig.slug, 9)}"><div class="basic-gig-card"><a class="media" href="/${seller}/${gig.slug}?source=gig_cards"></a><a class="text-bold" href="/${seller}?source=gig_cards"><span title="${seller}">${text(gig.displayName)}</span></a><p role="heading" class="gig-header" title="I will ${text(gig.title)}">I will ${text(gig.title)}</p><div class="orca-rating"><strong class="rating-score">${average.toFixed(1)}</strong></div><div class="ratings-count">(<span class="rating-count-number">${reviews.length}</span>)</div><span class="text-bold co-grey-1200">From $${gig.cents / 100}</span></div></div></div>
<div class="review-list">${reviews.map((review) => `<div class="review-item"><p class="review-name">${text(review.username)}</p><p class="review-text">${text(review.comment)}</p></div>`).join('\n')}</div>
<script type="application/json" id="perseus-initial-props">${json(state)}</script></body></html>
`;
}
