-- Sliding windows: counts a member into every key and answers how many each holds now, this one included.
-- KEYS: the windows, all of one hash tag. ARGV[1]: the member. ARGV[2]: the window in milliseconds.
-- A member that is counted already keeps its first time and is not counted twice.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local counts = {}
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - ARGV[2])
  redis.call('ZADD', key, 'NX', now, ARGV[1])
  redis.call('PEXPIRE', key, ARGV[2])
  counts[i] = redis.call('ZCARD', key)
end
return counts
