// Constraints and indexes: what makes an id unique, and what is looked up by
CREATE CONSTRAINT circflow_company IF NOT EXISTS FOR (c:Company) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT circflow_group IF NOT EXISTS FOR (g:Group) REQUIRE g.id IS UNIQUE;
CREATE CONSTRAINT circflow_deal IF NOT EXISTS FOR (d:Deal) REQUIRE d.id IS UNIQUE;
CREATE CONSTRAINT circflow_dataset IF NOT EXISTS FOR (d:Dataset) REQUIRE d.id IS UNIQUE;
CREATE CONSTRAINT circflow_ledger IF NOT EXISTS FOR (l:Ledger) REQUIRE l.id IS UNIQUE;
CREATE CONSTRAINT circflow_source IF NOT EXISTS FOR (s:Source) REQUIRE (s.dataset, s.source_id) IS UNIQUE;
CREATE CONSTRAINT circflow_claim IF NOT EXISTS FOR (c:Claim) REQUIRE (c.dataset, c.claim_id) IS UNIQUE;
CREATE CONSTRAINT circflow_tranche IF NOT EXISTS FOR (t:Tranche) REQUIRE (t.deal_id, t.tranche_no) IS UNIQUE;
CREATE CONSTRAINT circflow_invests_in IF NOT EXISTS FOR ()-[d:INVESTS_IN]-() REQUIRE d.deal_id IS UNIQUE;
CREATE CONSTRAINT circflow_buys_from IF NOT EXISTS FOR ()-[d:BUYS_FROM]-() REQUIRE d.deal_id IS UNIQUE;
CREATE CONSTRAINT circflow_joint_venture IF NOT EXISTS FOR ()-[d:JOINT_VENTURE]-() REQUIRE d.deal_id IS UNIQUE;
CREATE INDEX circflow_deal_dataset IF NOT EXISTS FOR (d:Deal) ON (d.dataset);
CREATE INDEX circflow_company_key IF NOT EXISTS FOR (c:Company) ON (c.key);
CREATE INDEX circflow_name_key IF NOT EXISTS FOR (n:Name) ON (n.key);
CREATE INDEX circflow_name_dataset IF NOT EXISTS FOR (n:Name) ON (n.dataset);
CREATE INDEX circflow_tranche_dataset IF NOT EXISTS FOR (t:Tranche) ON (t.dataset);
CREATE INDEX circflow_status_dataset IF NOT EXISTS FOR (s:StatusChange) ON (s.dataset);
CREATE INDEX circflow_metric_dataset IF NOT EXISTS FOR (m:Metric) ON (m.dataset);
