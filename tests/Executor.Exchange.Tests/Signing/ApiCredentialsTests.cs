using System.Reflection;
using System.Text.Json;
using Executor.Exchange.Signing;

namespace Executor.Exchange.Tests.Signing;

public sealed class ApiCredentialsTests
{
    [Fact]
    public void Credentials_ShowNeitherKeyNorSecret()
    {
        foreach (var credentials in (ApiCredentials[])[Vectors.Hmac, Vectors.Ed25519])
        {
            var shown = $"{credentials} {JsonSerializer.Serialize(credentials)}";

            Assert.DoesNotContain(Vectors.HmacKey, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(Vectors.HmacSecret, shown, StringComparison.Ordinal);
        }

        Assert.Equal(["Type"], typeof(ApiCredentials).GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Select(p => p.Name));
    }

    [Theory]
    [InlineData("", "secret")]
    [InlineData("key with blanks", "secret")]
    [InlineData("key\nX-Other: 1", "secret")]
    [InlineData("key", " ")]
    [InlineData("key", "sécret")]
    public void Create_BadHmacInput_IsRefusedWithoutRepeatingIt(string key, string secret)
    {
        var refused = Assert.Throws<ArgumentException>(() => ApiCredentials.Create(ApiKeyType.HmacSha256, key, secret));

        Assert.DoesNotContain("écret", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Other", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_DropsWhiteSpaceAround() => Assert.Equal(
        Vectors.Hmac.Sign("timestamp=1"), ApiCredentials.Create(ApiKeyType.HmacSha256, $" {Vectors.HmacKey}\n", $"{Vectors.HmacSecret}\r\n").Sign("timestamp=1"));
}
