-- A sliding window: at most ARGV[1] hits in any ARGV[2] microseconds.
--
-- KEYS[1]  a sorted set, one member a hit, its score the time in microseconds; one hash tag, so it runs on a cluster
-- ARGV[1]  quota
-- ARGV[2]  window in microseconds
-- ARGV[3]  0 to look, 1 to take, 2 to give the latest hit back
-- returns  {allowed (0 or 1), remaining, microseconds until the oldest hit leaves the window (0 if there is none)}
--
-- A refused hit is not recorded: the set never grows past the quota, and whoever waits is let in again. Times come from
-- Redis, so that the clocks of the nodes do not matter; effects are replicated (the only way since Redis 5), so that
-- TIME before a write is allowed.

local key = KEYS[1]
local quota = tonumber(ARGV[1])
local window = tonumber(ARGV[2])
local take = ARGV[3] == '1'
local give_back = ARGV[3] == '2'

local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])

-- Without an exponent, which a number of this size would otherwise get.
local function text(number)
  return string.format('%.0f', number)
end

if give_back then
  redis.call('ZPOPMAX', key)
end
if take then
  redis.call('ZREMRANGEBYSCORE', key, '-inf', text(now - window))
end
local used = redis.call('ZCOUNT', key, '(' .. text(now - window), '+inf')
local allowed = used < quota

if allowed and take then
  local member = now
  while redis.call('ZSCORE', key, text(member)) do
    member = member + 1
  end
  redis.call('ZADD', key, text(now), text(member))
  redis.call('PEXPIRE', key, math.ceil(window / 1000) + 1)
  used = used + 1
end

local reset = 0
local oldest = redis.call('ZRANGEBYSCORE', key, '(' .. text(now - window), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
if oldest[2] then
  reset = tonumber(oldest[2]) + window - now
end

return {allowed and 1 or 0, math.max(0, quota - used), reset}
