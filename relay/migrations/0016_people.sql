-- What nobody got is asked for often, and is rare among the alerts.
CREATE INDEX alerts_given_up ON alerts (created_at, id, subscriber_id) WHERE state = 'given-up';
