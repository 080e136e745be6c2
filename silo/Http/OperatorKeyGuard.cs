using System.Security.Cryptography;
using System.Text;
using Executor.Silo.Configuration;

namespace Executor.Silo.Http;

/// <summary>Lets a call that changes something pass only with the operator key, when one is set.</summary>
internal static class OperatorKeyGuard
{
    /// <summary>Header that carries the key.</summary>
    public const string Header = "X-Operator-Key";

    public static TBuilder RequireOperatorKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(async (context, next) =>
        {
            var key = context.HttpContext.RequestServices.GetRequiredService<SiloSettings>().OperatorKey;
            return key is null || IsSame(context.HttpContext.Request.Headers[Header].ToString(), key) ? await next(context) : Problems.NoKey();
        });

    /// <summary>Compares hashes: neither content nor length of the key can be measured by the time this takes.</summary>
    private static bool IsSame(string shown, string key) => CryptographicOperations.FixedTimeEquals(Hash(shown), Hash(key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
