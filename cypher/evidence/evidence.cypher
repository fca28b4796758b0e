// Evidence: what is said about deals, by whom and when
//
// /// circflow
// id       = "evidence"
// version  = "1.1.0"
// maturity = "stable"
// question = "What is said about {deals}, by whom, when, and where do they disagree?"
// reading  = "One row a claim, as its document states it; nothing is averaged. Several addresses may carry one text. Claims agree where none of them is a contradiction by the definitions of the query contradictions."
// identity = ["deal", "claim"]
// tags     = ["evidence"]
//
// [params.deals]
// type = "list"
// of = "deal"
// required = true
// doc = "Ids of deals."
//
// [returns.deal]
// type = "string"
// of = "deal"
// doc = "Id of the deal."
//
// [returns.claim]
// type = "string"
// doc = "Id of the claim; null when nothing is said about the deal but its own row."
//
// [returns.source]
// type = "string"
// doc = "Id of the document."
//
// [returns.title]
// type = "string"
// doc = "Title of the document."
//
// [returns.url]
// type = "string"
// doc = "Its address; null when it has none."
//
// [returns.publisher]
// type = "string"
// doc = "Who published it; null when unknown."
//
// [returns.published]
// type = "string"
// doc = "When, with the precision of the source; null when unknown."
//
// [returns.language]
// type = "string"
// doc = "Language of the claim, else of the document, as an ISO 639 code; null when unknown."
//
// [returns.quality]
// type = "string"
// doc = "A: filings and own releases; B: editorial reports; C: retold; null when not judged."
//
// [returns.as_of]
// type = "string"
// doc = "The date that the claim speaks of; null when it does not say."
//
// [returns.amount_raw]
// type = "string"
// doc = "The amount in the words of the document."
//
// [returns.amount_low]
// type = "integer"
// doc = "Least amount claimed, in currency units; null when it states none."
//
// [returns.amount_high]
// type = "integer"
// doc = "Largest amount claimed; null when open or not stated."
//
// [returns.currency]
// type = "string"
// doc = "Currency of the claim."
//
// [returns.amount_basis]
// type = "string"
// doc = "What the amount measures: consideration, contract_value, per_year …; null when it is that of the deal."
//
// [returns.amount_code]
// type = "string"
// doc = "How the words bound the amount: exact, up_to, at_least, vague_band, not_this_edge (a figure about more than this deal) …"
//
// [returns.asserted_status]
// type = "string"
// doc = "The status in the words of the document."
//
// [returns.asserted]
// type = "string"
// doc = "The same on the ladder from rumoured to closed; null where a small table does not know the words."
//
// [returns.conditions]
// type = "string"
// doc = "What it says that the deal waits for."
//
// [returns.truth_flag]
// type = "string"
// doc = "What is wrong with the claim, where that is known: unit_error, stale, contradicted …"
//
// [returns.corrected_low]
// type = "integer"
// doc = "The low as it should read; null where nothing is corrected."
//
// [returns.corrected_high]
// type = "integer"
// doc = "The high as it should read; null where nothing is corrected."
//
// [returns.agrees]
// type = "boolean"
// doc = "Whether it contradicts no other claim about the deal; null when there is nothing to compare it with."
//
// [returns.differs_from]
// type = "list<string>"
// doc = "Claims that it contradicts; a deal's own id stands for its row. One item for each matter."
//
// [returns.differs_in]
// type = "list<string>"
// doc = "In what, item by item: amount, currency, nature, status or date."
//
// [returns.larger_than]
// type = "list<string>"
// doc = "Claims of more than 90 days before with a smaller figure, which is taken for growth."
//
// [returns.outgrown_by]
// type = "list<string>"
// doc = "Claims of more than 90 days later with a larger figure, likewise."
//
// [returns.unit_slip]
// type = "boolean"
// doc = "Whether a slipped unit would explain a difference: ten, a hundred or a thousand times, more or less."
//
// [returns.line]
// type = "integer"
// doc = "Line of the document; null when it has none."
//
// [returns.paraphrase]
// type = "string"
// doc = "What it says, in our words."
// ///
CYPHER 25
UNWIND $deals AS id
MATCH (d:Deal {id: id})
USING INDEX SEEK d:Deal(id)
CALL (id) {
  CALL (id) {
    MATCH ()-[deal:INVESTS_IN {deal_id: id}]->()
    USING INDEX SEEK deal:INVESTS_IN(deal_id)
    RETURN deal
    UNION ALL
    MATCH ()-[deal:BUYS_FROM {deal_id: id}]->()
    USING INDEX SEEK deal:BUYS_FROM(deal_id)
    RETURN deal
    UNION ALL
    MATCH ()-[deal:JOINT_VENTURE {deal_id: id}]->()
    USING INDEX SEEK deal:JOINT_VENTURE(deal_id)
    RETURN deal
  }
  // claims of deal >>>
  // What is said about `deal`, by the ids of the claims.
  CALL (deal) {
    MATCH (claim:Claim)-[:ABOUT]->(record:Deal {id: deal.deal_id})
    USING INDEX SEEK record:Deal(id)
    WITH deal, claim, coalesce(
           deal.amount_basis, CASE type(deal) WHEN 'BUYS_FROM' THEN 'contract_value' ELSE 'consideration' END) AS basis
    ORDER BY claim.claim_id
    WITH deal, basis, collect(claim {.*, amount_basis: coalesce(claim.amount_basis, basis)}) AS stated
    // The figure of the row is a claim of its first source, unless that says something of its own.
    OPTIONAL MATCH (first:Source {dataset: deal.dataset, source_id: deal.sources[0]})
    USING INDEX SEEK first:Source(dataset, source_id)
    WHERE coalesce(deal.amount_low, deal.amount_high) IS NOT NULL
      AND none(claim IN stated WHERE claim.source_id = first.source_id)
    RETURN stated + [row IN [deal] WHERE first IS NOT NULL |
                     row {.*, claim_id: row.deal_id, amount_basis: basis, dated: first.dated}] AS said
  }
  // <<<
  WITH id, said, deal.begins AS begins
  CALL (id, said, begins) {
    // claims compared >>>
    // Where `one` and `other` of the claims `said` differ; `begins` is the day of the deal's announcement, null for figures.
    UNWIND range(0, size(said) - 1) AS i
    UNWIND range(0, size(said) - 1) AS j
    WITH *, said[i] AS one, said[j] AS other, ['signed', 'partially_funded', 'closed', 'in_force', 'holding'] AS done
    // The stated figure is the high, of "at least" the low.
    WITH *, toFloat(coalesce(one.amount_high, one.amount_low)) AS less,
         toFloat(coalesce(other.amount_high, other.amount_low)) AS more,
         coalesce(one.amount_basis = other.amount_basis, true) AS alike, one.currency = other.currency AS together,
         95.0 * other.amount_low > 105.0 * one.amount_high AS apart,
         coalesce(duration.inDays(one.dated, other.dated).days > 90, false) AS later
    WITH *, CASE WHEN less > 0 THEN more / less END AS ratio, NOT 'vague_band' IN [one.amount_code, other.amount_code]
           AND any(unit IN [1, 10, 100] WHERE 8 * unit * less <= more AND 2 * more <= 25 * unit * less) AS slip
    UNWIND [about IN ['amount', 'growth', 'currency', 'nature', 'status', 'date'] WHERE CASE
      WHEN about IN ['amount', 'growth'] THEN alike AND together AND less < more
        AND NOT 'not_this_edge' IN [one.amount_code, other.amount_code]
        AND CASE about WHEN 'amount' THEN slip OR (apart AND NOT later) ELSE apart AND later AND NOT slip END
      WHEN about = 'currency' THEN i < j AND alike AND NOT together AND less + more >= 0
      WHEN about = 'nature' THEN i < j AND together AND 95 * less <= 105 * more AND 95 * more <= 105 * less
        AND (NOT alike OR (one.amount_code = 'contingent') <> (other.amount_code = 'contingent'))
      WHEN about = 'status' THEN one.asserted IN done AND other.asserted IN ['loi', 'planned', 'conditional']
        AND one.dated <= other.dated
      ELSE i = j AND one.asserted IN done AND one.as_of IS NOT NULL AND duration.inDays(one.dated_until, begins).days > 90
    END] AS about
    // <<<
    WITH one.claim_id AS one, CASE about WHEN 'date' THEN id ELSE other.claim_id END AS other, about, slip
    UNWIND [[one, other, 'outgrown by'], [other, one, 'larger than']] AS pair
    WITH pair[0] AS claim, pair[1] AS other, CASE about WHEN 'growth' THEN pair[2] ELSE about END AS about,
         about = 'amount' AND slip AS slip
    ORDER BY other, about
    RETURN collect({claim: claim, other: other, about: about, slip: slip}) AS pairs
  }
  RETURN head(collect({said: said, pairs: pairs})) AS known
}
OPTIONAL MATCH (claim:Claim)-[:ABOUT]->(d)
OPTIONAL MATCH (claim)-[:SAID_IN]->(source:Source)
WITH d, claim, source, known.said AS said, [c IN known.said WHERE c.claim_id = claim.claim_id][0] AS one,
     [p IN known.pairs WHERE p.claim = claim.claim_id] AS pairs
WITH *, [p IN pairs WHERE p.about = 'larger than' | p.other] AS larger_than,
     [p IN pairs WHERE p.about = 'outgrown by' | p.other] AS outgrown_by,
     [p IN pairs WHERE NOT p.about IN ['larger than', 'outgrown by']] AS differing
RETURN d.id AS deal, claim.claim_id AS claim, source.source_id AS source, source.title AS title, source.url AS url,
       source.publisher AS publisher, source.published AS published, coalesce(claim.language, source.language) AS language,
       source.quality AS quality, claim.as_of AS as_of, claim.amount_raw AS amount_raw, claim.amount_low AS amount_low,
       claim.amount_high AS amount_high, claim.currency AS currency, claim.amount_basis AS amount_basis,
       claim.amount_code AS amount_code, claim.asserted_status AS asserted_status, claim.asserted AS asserted,
       claim.conditions AS conditions, claim.truth_flag AS truth_flag, claim.corrected_low AS corrected_low,
       claim.corrected_high AS corrected_high,
       CASE
         WHEN size(differing) > 0 THEN false
         WHEN any(c IN said WHERE c.claim_id <> one.claim_id AND (c.asserted + one.asserted IS NOT NULL
           OR (c.currency = one.currency AND c.amount_basis = one.amount_basis
               AND NOT 'not_this_edge' IN [c.amount_code, one.amount_code]))) THEN true
       END AS agrees,
       coalesce([p IN differing | p.other], []) AS differs_from, coalesce([p IN differing | p.about], []) AS differs_in,
       coalesce(larger_than, []) AS larger_than, coalesce(outgrown_by, []) AS outgrown_by,
       coalesce(any(p IN differing WHERE p.slip), false) AS unit_slip,
       claim.line AS line, claim.paraphrase AS paraphrase
ORDER BY deal, coalesce(as_of, published, '9999'), claim
