using System.Text;
using StackExchange.Redis;

namespace Executor.Storage.Redis;

/// <summary>
/// Key of one state: <c>service/state/type/key/name</c>, which is the official provider's own form. It is made of the bytes of the grain's
/// key: as text, keys that are not valid text would meet.
/// </summary>
internal static class RedisStateKey
{
    public static RedisKey Of(string serviceId, GrainId grain, string stateName) =>
        (byte[])[
            .. Encoding.UTF8.GetBytes($"{serviceId}/state/"), .. grain.Type.AsSpan(), (byte)'/', .. grain.Key.AsSpan(), .. Encoding.UTF8.GetBytes($"/{stateName}")];
}
