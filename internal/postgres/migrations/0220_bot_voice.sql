-- +goose Up
-- "House" are a workspace's rules about decisions; how the bot speaks is its voice.
ALTER TABLE bot_settings RENAME COLUMN house TO voice;

-- Forced isolation would hide every row from the owner, who migrates.
ALTER TABLE bot_settings_versions NO FORCE ROW LEVEL SECURITY;
UPDATE bot_settings_versions SET settings = settings - 'house' || jsonb_build_object('voice', settings->'house')
WHERE settings ? 'house';
ALTER TABLE bot_settings_versions FORCE ROW LEVEL SECURITY;
