using System.Text;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Signals;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("95 000 USDC, März", "95 000 USDC, März")]
    [InlineData("a\r\nALARM b\tc", "a  ALARM b c")]
    [InlineData("\u001b[31mred\u202ekcab\u2028", "\uFFFD[31mred\uFFFDkcab\uFFFD")]
    public void Of_WhenCharactersAreNotPrinted_ReplacesThoseAlone(string text, string shown) => Assert.Equal(shown, PlainText.Of(text));

    [Fact]
    public void Parse_WhenAFieldHoldsALineEnd_DoesNotForgeALineOfALog()
    {
        var line = Encoding.UTF8.GetBytes("""{"action":"x\n2025 ALARM \u001b[31m"}""");

        var ignored = Assert.IsType<SignalParseResult.Ignored>(SignalParser.Parse(line, strictSource: true, dedupPriceDecimals: 1));

        Assert.Equal("action is 'x 2025 ALARM \uFFFD[31m'", ignored.Reason);
    }
}
