-- +goose Up
-- What those who wait read, by language, and from which place in line an
-- answer by e-mail is offered at once; 0 = never.
ALTER TABLE service_rules ADD COLUMN notice jsonb NOT NULL DEFAULT '{}';
ALTER TABLE service_rules ADD COLUMN long_line int NOT NULL DEFAULT 0 CHECK (long_line BETWEEN 0 AND 1000);
