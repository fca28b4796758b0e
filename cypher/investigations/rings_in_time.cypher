// Rings in time: round trips whose deals follow each other in date
//
// /// circflow
// id       = "rings-in-time"
// version  = "1.1.0"
// maturity = "stable"
// question = "Which rings were closed in date order within {window_days} days?"
// reading  = "From some hop of the ring on, one deal a hop can be chosen whose announcements never go back in time. That is an order of announcements: not proof that one deal led to the next, or that money moved then."
// caveats  = ["A date that is only a month or a year counts from its first day; order says together where two dates may be the same.", "The row tells the choice that begins earliest, and of these the one that ends earliest; amounts and deals_by_hop are those of the whole ring, as in round-trips.", "Deals without a date take no part in the order."]
// argued_in = ["Nortel and AT&T Latin America, January 2002: the loan and the order were agreed on one day."]
// identity = ["ring", "relationships"]
// tags     = ["structure", "rings", "time"]
// common   = ["as_of", "status", "by", "datasets", "contingent", "without", "min_quality", "joint_ventures", "min_amount", "currency", "new_since", "amounts_from", "rates", "in", "limit"]
//
// [params.window_days]
// type = "integer"
// default = 365
// range = [1, 36500]
// doc = "Most days from the first deal to the last."
//
// [params.max_hops]
// type = "integer"
// default = 4
// range = [2, 8]
// doc = "Longest ring, in deals."
//
// [params.min_purchases]
// type = "integer"
// default = 0
// range = [0, 8]
// doc = "Least number of purchases in a ring; 1 leaves out rings made of investments alone."
//
// [params.through]
// type = "string"
// of = "company"
// example = "openai"
// doc = "Only rings that this company is in; at group level, those of its group."
//
// [returns.ring]
// type = "list<string>"
// of = "company"
// doc = "Companies in the order in which the money goes, from the smallest id; home is not repeated."
//
// [returns.hops]
// type = "integer"
// doc = "Number of deals in the ring."
//
// [returns.relationships]
// type = "list<string>"
// doc = "Type of each hop, in ring order."
//
// [returns.deals_by_hop]
// type = "list<list<string>>"
// of = "deal"
// doc = "The deals of each hop, in ring order."
//
// [returns.carries_low]
// type = "integer"
// doc = "Smallest low of its hops, in currency units; null while a hop is unknown or currencies are mixed."
//
// [returns.carries_high]
// type = "integer"
// doc = "Smallest high of its priced hops, in currency units; null when all are open or currencies are mixed."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the amounts; 'mixed' when there are several, null when none is known."
//
// [returns.unknown_hops]
// type = "integer"
// doc = "Number of hops without any amount."
//
// [returns.contingent]
// type = "boolean"
// doc = "Whether some hop rests on guarantees or backstops alone."
//
// [returns.quality]
// type = "string"
// doc = "The weakest hop's best source: A, B, C; null when a hop has no source."
//
// [returns.first]
// type = "date"
// doc = "Earliest day on which the first of the chosen deals can have been announced."
//
// [returns.last]
// type = "date"
// doc = "Likewise, the last of them."
//
// [returns.days]
// type = "integer"
// doc = "Days from first to last."
//
// [returns.order]
// type = "string"
// doc = "rising when each date is surely after the one before, together when some are the same or overlap."
//
// [returns.in_order]
// type = "list<string>"
// of = "deal"
// doc = "The chosen deals, one a hop, from the first to the last."
//
// [returns.companies]
// type = "list<string>"
// of = "company"
// doc = "All companies of the row."
//
// [returns.deals]
// type = "list<string>"
// of = "deal"
// doc = "All deals of the row."
// ///
CYPHER 25
// ring walk >>>
// One row a ring, as a chain of companies and a type of each hop; `walks` are the ways to go round it, a deal a hop.
OPTIONAL MATCH (named:Company {id: $through})
USING INDEX SEEK named:Company(id)
MATCH (start:Company)
WHERE CASE
  WHEN $through IS NOT NULL THEN CASE $by WHEN 'group' THEN start.group_id = named.group_id ELSE start = named END
  WHEN $new_since IS NULL THEN true
  // Rings with a new deal are walked from those who pay it.
  ELSE EXISTS {
    MATCH (house:Group {id: start.group_id})<-[:PART_OF]-(payer:Company)-[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(:Company)
    USING INDEX SEEK house:Group(id)
    WHERE deal.begins > $new_since AND ($by = 'group' OR payer = start)
  }
END
WITH *, CASE $by WHEN 'group' THEN start.group_id ELSE start.id END AS home
MATCH REPEATABLE ELEMENTS
  (start) ((payer:Company)
    -[deal:INVESTS_IN|BUYS_FROM|JOINT_VENTURE
      WHERE ($joint_ventures OR type(deal) <> 'JOINT_VENTURE') AND
      // deal counts >>>
      ($as_of IS NULL OR (deal.begins <= $as_of AND deal.ends >= $as_of))
      AND ($status = 'all' OR 3 <= CASE
        WHEN $as_of IS NULL OR deal.status_dates IS NULL THEN deal.firmness
        ELSE deal.status_firmness[size([entry IN deal.status_dates WHERE entry <= $as_of]) - 1]
      END)
      AND ($datasets IS NULL OR deal.dataset IN $datasets)
      AND ($contingent OR NOT deal.contingent)
      AND ($min_quality = 'C' OR deal.quality <= $min_quality)
      AND ($without = [] OR NOT (deal.deal_id IN $without OR any(party IN [startNode(deal), endNode(deal)]
        WHERE party.id IN $without OR ($by = 'group' AND party.group_id IN $without))))
      // <<<
      AND
      // large enough >>>
      ($min_amount IS NULL OR CASE
        WHEN $amounts IS NULL THEN deal.amount_low >= $min_amount AND ($currency IS NULL OR deal.currency = $currency)
        ELSE $amounts[deal.deal_id].low >= $min_amount
          AND ($currency IS NULL OR $amounts[deal.deal_id].currency = $currency)
      END)
      // <<<
    ]->(payee:Company)-[:PART_OF]->(:Group)<-[:PART_OF]-(next:Company)
    WHERE ($by = 'group' OR next = payee)
      AND ($through IS NOT NULL OR $new_since IS NOT NULL
        OR CASE $by WHEN 'group' THEN payee.group_id ELSE payee.id END >= home)){2,8} (start)
// rings told >>>
// No company twice, and no step after home. The walk is pruned as it grows, which a test after it would not do.
WHERE allReduce(
  seen = [], node IN payee |
  CASE
    WHEN home IN seen OR CASE $by WHEN 'group' THEN node.group_id ELSE node.id END IN seen THEN seen + null
    ELSE seen + CASE $by WHEN 'group' THEN node.group_id ELSE node.id END
  END,
  all(id IN seen WHERE id IS NOT NULL) AND (size(seen) < $max_hops OR seen[-1] = home)
)
WITH [home] + [node IN payee[..-1] | CASE $by WHEN 'group' THEN node.group_id ELSE node.id END] AS ring,
     [hop IN deal | type(hop)] AS relationships, deal AS walk
WHERE size([kind IN relationships WHERE kind = 'BUYS_FROM']) >= $min_purchases
// A ring is told from its smallest id; the walk begins there too, unless it begins at a company that was asked for.
WITH *, reduce(at = 0, hop IN range(1, size(ring) - 1) | CASE WHEN ring[hop] < ring[at] THEN hop ELSE at END) AS at
WITH ring[at..] + ring[..at] AS ring, relationships[at..] + relationships[..at] AS relationships,
     collect(walk[at..] + walk[..at]) AS walks
// <<<
WHERE $new_since IS NULL OR any(walk IN walks WHERE any(d IN walk WHERE d.begins > $new_since))
// <<<
CALL (ring, walks) {
  UNWIND range(0, size(ring) - 1) AS hop
  WITH hop, COLLECT {
    UNWIND walks AS walk
    WITH DISTINCT walk[hop] AS deal
    WHERE deal.announced_date IS NOT NULL
    WITH deal.deal_id AS id, deal.begins AS early,
      // last day >>>
      // The last day that the announcement of `deal` can mean: of a span of months, a year, half, quarter, month or day.
      CASE WHEN deal.announced_date CONTAINS '/' THEN date(split(deal.announced_date, '/')[1]) ELSE deal.begins END
        + duration(CASE
          WHEN deal.announced_date CONTAINS '/' THEN 'P1M'
          WHEN size(deal.announced_date) = 4 THEN 'P1Y'
          WHEN deal.announced_date CONTAINS 'H' THEN 'P6M'
          WHEN deal.announced_date CONTAINS 'Q' THEN 'P3M'
          WHEN size(deal.announced_date) = 7 THEN 'P1M'
          WHEN deal.announced_date IS NOT NULL THEN 'P1D'
        END) - duration('P1D')
      // <<<
      AS late
    RETURN {id: id, early: early, late: late} ORDER BY early, late, id
  } AS dated
  ORDER BY hop
  WITH collect(dated) AS hops
  UNWIND range(0, size(hops) - 1) AS turn
  WITH hops[turn..] + hops[..turn] AS hops
  UNWIND hops[0] AS opening
  // From an opening deal, the earliest that is possible at each hop leads to the earliest end.
  WITH reduce(chosen = [opening], hop IN hops[1..] | chosen + [d IN hop WHERE d.early >= chosen[-1].early][0]) AS chosen
  WHERE size(chosen) = size(ring) AND chosen[-1].early <= chosen[0].early + duration({days: $window_days})
  RETURN chosen
  ORDER BY chosen[0].early, chosen[-1].early, [d IN chosen | d.early], [d IN chosen | d.late], [d IN chosen | d.id]
  LIMIT 1
}
WITH *
ORDER BY size(ring), ring, relationships
LIMIT $limit
// chain amounts >>>
// What a chain carries, and the deals of its hops; `walks` are the ways to go along it, a deal a hop.
CALL (walks) {
  UNWIND range(0, size(walks[0]) - 1) AS hop
  UNWIND walks AS walk
  WITH hop, collect(DISTINCT walk[hop]) AS passing
  CALL (passing) {
    // agreement amounts >>>
    // One row an agreement of `passing`, deals of one type from one payer to one payee that pass the filters. All others
    // between the two are looked at too: parts and their headline bound each other. What is null is open.
    WITH startNode(passing[0]) AS payer, endNode(passing[0]) AS payee
    MATCH (house:Group {id: payer.group_id})<-[:PART_OF]-(from)-[row:INVESTS_IN|BUYS_FROM|JOINT_VENTURE]->(to)
    USING INDEX SEEK house:Group(id)
    WHERE to.group_id = payee.group_id AND type(row) = type(passing[0])
      AND ($by = 'group' OR (from = payer AND to = payee))
      // What brings no amount is as if absent.
      AND NOT row.contingent AND row.rollup <> 'holding' AND row.amount_code <> 'not_this_edge'
      AND NOT coalesce(row.deal_kind, '') IN ['holding', 'acquisition']
      AND coalesce(row.amount_basis, 'total') IN ['consideration', 'contract_value', 'total']
      AND NOT all(form IN split(coalesce(row.consideration_form, 'unspecified'), ';')
                  WHERE form STARTS WITH 'shares' OR form STARTS WITH 'stock' OR form STARTS WITH 'warrants')
    WITH row, passing, CASE WHEN $amounts IS NULL THEN {low: row.amount_low, high: row.amount_high, currency: row.currency}
         ELSE $amounts[row.deal_id] END AS amount
    WITH [row.dataset, row.deal_group] AS agreement, amount.low AS low, amount.high AS high,
         CASE WHEN amount.low IS NOT NULL THEN amount.currency END AS currency,
         CASE WHEN row.rollup = 'headline' THEN CASE WHEN row IN passing THEN 'headline' END
              WHEN row IN passing THEN 'part' ELSE 'failing' END AS role
    WITH agreement, collect(DISTINCT CASE WHEN role IN ['part', 'headline'] THEN currency END) AS passing_currencies,
         collect(DISTINCT CASE role WHEN 'failing' THEN currency END) AS failing_currencies,
         count(CASE WHEN role IN ['part', 'headline'] THEN 1 END) AS passing_rows,
         count(CASE WHEN role IN ['part', 'headline'] THEN low END) AS priced,
         count(CASE role WHEN 'part' THEN 1 END) AS parts, count(CASE role WHEN 'headline' THEN 1 END) AS headlines,
         sum(CASE role WHEN 'part' THEN low END) AS part_low,
         CASE count(CASE WHEN role = 'part' AND high IS NULL THEN 1 END)
           WHEN 0 THEN sum(CASE role WHEN 'part' THEN high END) END AS part_high,
         sum(CASE role WHEN 'failing' THEN low END) AS failing_low,
         CASE count(CASE WHEN role = 'failing' AND high IS NULL THEN 1 END)
           WHEN 0 THEN sum(CASE role WHEN 'failing' THEN high END) END AS failing_high,
         max(CASE role WHEN 'headline' THEN low END) AS headline_low,
         CASE count(CASE WHEN role = 'headline' AND high IS NULL THEN 1 END)
           WHEN 0 THEN max(CASE role WHEN 'headline' THEN high END) END AS headline_high
    WHERE passing_rows > 0
    // A sum with an open part is open. Parts bound a headline once they can reach it.
    WITH agreement, priced > 0 AS known,
         // What fails is set against a headline, which two currencies would make a comparison of unlike things.
         passing_currencies + CASE WHEN headline_low IS NULL THEN [] ELSE failing_currencies END AS currencies,
         CASE WHEN headline_low - failing_high > part_low THEN headline_low - failing_high ELSE part_low END AS low,
         CASE WHEN parts > 0 AND (headlines = 0 OR headline_low <= coalesce(part_high + failing_high, headline_low))
           THEN part_high END AS by_parts,
         headline_high - failing_low AS by_headline
    WITH agreement, known, currencies, low,
         CASE WHEN by_parts <= coalesce(by_headline, by_parts) THEN by_parts ELSE by_headline END AS high
    WITH agreement, known, currencies, low, CASE WHEN high < low THEN low ELSE high END AS high
    // <<<
    RETURN count(CASE WHEN known THEN 1 END) > 0 AS known, sum(low) AS low,
           CASE count(*) WHEN count(high) THEN sum(high) END AS high,
           reduce(all = [], some IN collect(currencies) | all + some) AS currencies
  }
  WITH hop, known, currencies, CASE WHEN known THEN low END AS low, CASE WHEN known THEN high END AS high,
       COLLECT { UNWIND passing AS d RETURN d.deal_id ORDER BY d.deal_id } AS deal_ids,
       all(d IN passing WHERE d.contingent) AS contingent,
       COLLECT { UNWIND passing AS d WITH d WHERE d.quality IS NOT NULL RETURN d.quality ORDER BY d.quality }[0] AS quality
  ORDER BY hop
  WITH collect(deal_ids) AS deals_by_hop, count(CASE WHEN NOT known THEN 1 END) AS unknown_hops,
       min(low) AS low, min(high) AS high, reduce(all = [], some IN collect(currencies) | all + some) AS currencies,
       count(CASE WHEN contingent THEN 1 END) > 0 AS contingent,
       CASE count(*) WHEN count(quality) THEN max(quality) END AS quality
  WITH *, size([c IN currencies WHERE c <> currencies[0]]) > 0 AS mixed
  RETURN deals_by_hop, unknown_hops, contingent, quality,
         CASE WHEN NOT mixed AND unknown_hops = 0 THEN low END AS carries_low,
         CASE WHEN NOT mixed THEN high END AS carries_high,
         CASE WHEN mixed THEN 'mixed' ELSE currencies[0] END AS currency,
         reduce(all = [], some IN deals_by_hop | all + some) AS deals
}
// <<<
RETURN ring, size(ring) AS hops, relationships, deals_by_hop, carries_low, carries_high, currency, unknown_hops,
       contingent, quality, chosen[0].early AS first, chosen[-1].early AS last,
       duration.inDays(chosen[0].early, chosen[-1].early).days AS days,
       CASE WHEN all(at IN range(1, size(chosen) - 1) WHERE chosen[at].early > chosen[at - 1].late) THEN 'rising'
            ELSE 'together' END AS order, [d IN chosen | d.id] AS in_order, ring AS companies, deals
ORDER BY hops, ring, relationships
