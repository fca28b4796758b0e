// Evidence: what is said about deals, by whom and when
//
// /// circflow
// id       = "evidence"
// version  = "1.0.0"
// maturity = "stable"
// question = "What is said about {deals}, by whom, when, and where do they disagree?"
// reading  = "One row a claim, as its document states it; nothing is averaged. Several addresses may carry one text."
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
// [returns.asserted_status]
// type = "string"
// doc = "The status in the words of the document."
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
OPTIONAL MATCH (claim:Claim)-[:ABOUT]->(d)
OPTIONAL MATCH (claim)-[:SAID_IN]->(source:Source)
RETURN d.id AS deal, claim.claim_id AS claim, source.source_id AS source, source.title AS title, source.url AS url,
       source.publisher AS publisher, source.published AS published, source.quality AS quality, claim.as_of AS as_of,
       claim.amount_raw AS amount_raw, claim.amount_low AS amount_low, claim.amount_high AS amount_high,
       claim.currency AS currency, claim.amount_basis AS amount_basis, claim.asserted_status AS asserted_status,
       claim.conditions AS conditions, claim.truth_flag AS truth_flag, claim.corrected_low AS corrected_low,
       claim.corrected_high AS corrected_high, claim.line AS line, claim.paraphrase AS paraphrase
ORDER BY deal, coalesce(as_of, published, '9999'), claim
