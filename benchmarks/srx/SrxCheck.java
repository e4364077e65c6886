import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.*;

/**
 * Our SRX file in Java's regular expressions, as OmegaT and Okapi apply them, on the cases of tests/segmentation/data.
 *
 *   javac -d /tmp SrxCheck.java && java -cp /tmp SrxCheck FILE.srx CASES_FOLDER
 *
 * okapi: every place where "before" and "after" match side by side is looked for by one joined pattern a rule, the
 * search going on one character behind the last start. omegat: "before" and "after" are each searched for on their own,
 * without overlap, and a place counts where an end and a start meet. The first rule that fits a place decides.
 */
public class SrxCheck {
    record Rule(boolean breaks, Pattern before, Pattern after, Pattern joined) {}

    static Pattern compile(String text) {
        return Pattern.compile(text, Pattern.UNICODE_CASE);
    }

    static List<Rule> rules(Document srx, String language) {
        List<Rule> out = new ArrayList<>();
        NodeList maps = srx.getElementsByTagNameNS("*", "languagemap");
        NodeList groups = srx.getElementsByTagNameNS("*", "languagerule");
        for (int i = 0; i < maps.getLength(); i++) {
            Element map = (Element) maps.item(i);
            if (!Pattern.compile(map.getAttribute("languagepattern"), Pattern.CASE_INSENSITIVE).matcher(language).matches()) continue;
            for (int j = 0; j < groups.getLength(); j++) {
                Element group = (Element) groups.item(j);
                if (!group.getAttribute("languagerulename").equals(map.getAttribute("languagerulename"))) continue;
                NodeList rules = group.getElementsByTagNameNS("*", "rule");
                for (int k = 0; k < rules.getLength(); k++) {
                    Element rule = (Element) rules.item(k);
                    String before = text(rule, "beforebreak"), after = text(rule, "afterbreak");
                    out.add(new Rule(!rule.getAttribute("break").equals("no"), compile(before), compile(after),
                            compile("(" + before + ")(?=" + after + ")")));
                }
            }
        }
        return out;
    }

    static String text(Element rule, String name) {
        NodeList found = rule.getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    static Set<Integer> okapi(Rule rule, String text) {
        Set<Integer> places = new HashSet<>();
        Matcher matcher = rule.joined.matcher(text);
        for (int from = 0; from <= text.length() && matcher.find(from); from = matcher.start() + 1) places.add(matcher.end(1));
        return places;
    }

    static Set<Integer> omegat(Rule rule, String text) {
        Set<Integer> ends = new HashSet<>(), starts = new HashSet<>();
        for (Matcher m = rule.before.matcher(text); m.find(); ) ends.add(m.end());
        for (Matcher m = rule.after.matcher(text); m.find(); ) starts.add(m.start());
        if (rule.before.pattern().isEmpty()) return starts;
        if (rule.after.pattern().isEmpty()) return ends;
        ends.retainAll(starts);
        return ends;
    }

    static List<String> cut(List<Rule> rules, String text, boolean okapi) {
        TreeMap<Integer, Boolean> decided = new TreeMap<>();
        for (Rule rule : rules)
            for (int place : okapi ? okapi(rule, text) : omegat(rule, text)) decided.putIfAbsent(place, rule.breaks);
        List<String> out = new ArrayList<>();
        int start = 0;
        decided.put(text.length(), true);
        for (var entry : decided.entrySet()) {
            if (!entry.getValue()) continue;
            String piece = text.substring(start, entry.getKey()).strip();
            if (!piece.isEmpty()) out.add(piece);
            start = entry.getKey();
        }
        return out;
    }

    public static void main(String[] arguments) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document srx = factory.newDocumentBuilder().parse(arguments[0]);
        boolean show = arguments.length > 2;
        for (String language : new String[] {"en", "fa", "ar", "ps", "zh"}) {
            List<Rule> rules = rules(srx, language);
            int all = 0, okapi = 0, omegat = 0;
            for (String line : Files.readAllLines(Path.of(arguments[1], language + ".txt"))) {
                if (line.isBlank() || line.startsWith("#")) continue;
                List<String> wanted = new ArrayList<>();
                for (String piece : line.replace("⏎", "\n").split("‖")) wanted.add(piece.strip());
                String text = line.replace("‖", "").replace("⏎", "\n");
                all++;
                List<String> first = cut(rules, text, true), second = cut(rules, text, false);
                if (first.equals(wanted)) okapi++; else if (show) System.out.println("okapi  " + first);
                if (second.equals(wanted)) omegat++; else if (show) System.out.println("omegat " + second);
            }
            System.out.printf("%s: %d cases, okapi %d, omegat %d%n", language, all, okapi, omegat);
        }
    }
}
