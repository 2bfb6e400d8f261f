-- Takes a member out of sliding windows. KEYS: the windows, all of one hash tag. ARGV[1]: the member.
local removed = 0
for _, key in ipairs(KEYS) do
  removed = removed + redis.call('ZREM', key, ARGV[1])
end
return removed
